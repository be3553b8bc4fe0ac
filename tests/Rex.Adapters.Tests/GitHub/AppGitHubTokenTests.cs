using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.GitHub;

/// <summary>Logging in as a GitHub App.</summary>
public sealed class AppGitHubTokenTests : IDisposable
{
    private const string AppId = "Iv23liAbCdEfGhIjKlMn";

    private static readonly RepositoryName Repository = RepositoryName.Parse("5dlabs/cto");
    private static readonly RepositoryName Another = RepositoryName.Parse("5DLabs/other");
    private static readonly RepositoryName Elsewhere = RepositoryName.Parse("acme/shop");

    private readonly string _keyFile = Path.GetTempFileName();
    private readonly RSA _key = RSA.Create(2048);
    private readonly ScriptedGitHub _gitHub;

    public AppGitHubTokenTests()
    {
        File.WriteAllText(_keyFile, _key.ExportRSAPrivateKeyPem());
        _gitHub = new ScriptedGitHub(
            null,
            ("Rex:Connection:GitHub:Token", null),
            ("Rex:Connection:GitHub:AppId", AppId),
            ("Rex:Connection:GitHub:AppPrivateKeyFile", _keyFile)
        );
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _gitHub.Dispose();
        _key.Dispose();
        File.Delete(_keyFile);
    }

    [Fact]
    public async Task GetAsync_First_AsksForTheInstallationAndItsToken()
    {
        AnswerLogin("ghs_one");

        (await GetAsync()).ShouldBe("ghs_one");

        _gitHub.Server.Lines.ShouldBe(["GET /repos/5dlabs/cto/installation", "POST /app/installations/42/access_tokens"]);
    }

    [Fact]
    public async Task GetAsync_Login_IsSignedByTheKeyAndShort()
    {
        AnswerLogin("ghs_one");
        await GetAsync();

        var login = _gitHub.Server.Requests[0].Headers.Authorization!.Parameter!.Split('.');
        _gitHub.Server.Requests[1].Headers.Authorization!.Parameter.ShouldBe(string.Join('.', login));
        var signed = Encoding.ASCII.GetBytes($"{login[0]}.{login[1]}");
        _key.VerifyData(signed, Decode(login[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
        var header = JsonDocument.Parse(Decode(login[0])).RootElement;
        header.GetProperty("alg").GetString().ShouldBe("RS256");
        var claims = JsonDocument.Parse(Decode(login[1])).RootElement;
        var now = _gitHub.Time.GetUtcNow().ToUnixTimeSeconds();
        claims.GetProperty("iss").GetString().ShouldBe(AppId);
        claims.GetProperty("iat").GetInt64().ShouldBe(now - 60);
        claims.GetProperty("exp").GetInt64().ShouldBe(now + 540, "GitHub takes ten minutes at most");
    }

    [Fact]
    public async Task GetAsync_AgainForTheSameOwner_IsTheSameToken()
    {
        AnswerLogin("ghs_one");

        (await GetAsync()).ShouldBe("ghs_one");
        (await GetAsync(Another)).ShouldBe("ghs_one");

        _gitHub.Server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task GetAsync_AnotherOwner_HasAnInstallationOfItsOwn()
    {
        AnswerLogin("ghs_one");
        AnswerLogin("ghs_two");

        (await GetAsync()).ShouldBe("ghs_one");
        (await GetAsync(Elsewhere)).ShouldBe("ghs_two");
    }

    [Theory]
    [InlineData(54, "ghs_one")]
    [InlineData(55, "ghs_two")]
    public async Task GetAsync_Later_IsAnotherTokenFiveMinutesBeforeItsEnd(int minutes, string token)
    {
        AnswerLogin("ghs_one");
        AnswerLogin("ghs_two");
        await GetAsync();
        _gitHub.Time.Advance(TimeSpan.FromMinutes(minutes));

        (await GetAsync()).ShouldBe(token);
    }

    [Fact]
    public async Task GetAsync_ManyAtOnce_AskOnce()
    {
        AnswerLogin("ghs_one");

        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(GetAsync)));

        tokens.ShouldAllBe(token => token == "ghs_one");
        _gitHub.Server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AnyCall_TokenIsRefused_IsMadeAgainWithANewOne()
    {
        AnswerLogin("ghs_one");
        await GetAsync();
        _gitHub.Time.Advance(TimeSpan.FromSeconds(30));
        _gitHub.Server.Answer(HttpStatusCode.Unauthorized, """{"message":"Bad credentials"}""");
        AnswerLogin("ghs_two");
        _gitHub.Server.Answer(HttpStatusCode.OK, "[]");

        (await RemoveAsync()).ShouldBeTrue();

        _gitHub.Server.Requests[^1].Headers.Authorization!.Parameter.ShouldBe("ghs_two");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "Bad credentials")]
    [InlineData(HttpStatusCode.Forbidden, "Resource not accessible by integration")]
    public async Task AnyCall_NewTokenIsNotKnownYet_IsToBeTriedAgainWithTheSame(HttpStatusCode status, string message)
    {
        AnswerLogin("ghs_one");
        AnswerWhenKnown(TimeSpan.FromSeconds(3), status, message);

        for (var tries = 0; tries < 2; tries++)
        {
            var failure = await Should.ThrowAsync<PlatformException>(RemoveAsync);
            Reasons.IsTransient(failure.Reason).ShouldBeTrue();
            failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
            failure.Message.ShouldContain(message);
            failure.Message.ShouldContain("The token is new");
            _gitHub.Time.Advance(TimeSpan.FromSeconds(2));
        }

        (await RemoveAsync()).ShouldBeTrue();
        _gitHub.Server.Lines.Count(line => line.EndsWith("/access_tokens", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task AnyCall_RenewedTokenIsNotKnownYet_IsToBeTriedAgain()
    {
        AnswerLogin("ghs_one");
        await GetAsync();
        _gitHub.Time.Advance(TimeSpan.FromSeconds(30));
        _gitHub.Server.Answer(HttpStatusCode.Unauthorized, """{"message":"Bad credentials"}""");
        AnswerLogin("ghs_two");
        _gitHub.Server.Answer(HttpStatusCode.Unauthorized, """{"message":"Bad credentials"}""");

        Reasons.IsTransient((await Should.ThrowAsync<PlatformException>(RemoveAsync)).Reason).ShouldBeTrue();

        (await GetAsync()).ShouldBe("ghs_two");
    }

    [Theory]
    [InlineData(29, ReasonCode.ServerError)]
    [InlineData(30, ReasonCode.PermissionMissing)]
    public async Task AnyCall_TokenIsForbiddenIt_IsAMissingPermissionOnceTheTokenIsNotNew(int seconds, ReasonCode reason)
    {
        AnswerLogin("ghs_one");
        await GetAsync();
        _gitHub.Time.Advance(TimeSpan.FromSeconds(seconds));
        _gitHub.Server.Answer(HttpStatusCode.Forbidden, """{"message":"Resource not accessible by integration"}""");

        (await Should.ThrowAsync<PlatformException>(RemoveAsync)).Reason.ShouldBe(reason);
    }

    [Fact]
    public async Task AnyCall_NewTokenHitsALimit_IsTheLimit()
    {
        AnswerLogin("ghs_one");
        _gitHub.Server.Answer(HttpStatusCode.Forbidden, """{"message":"You have exceeded a secondary rate limit"}""");

        (await Should.ThrowAsync<PlatformException>(RemoveAsync)).Reason.ShouldBe(ReasonCode.RateLimited);
    }

    [Fact]
    public async Task RenewAsync_SomebodyElseHasRenewedIt_IsThatOne()
    {
        AnswerLogin("ghs_one");
        await GetAsync();

        (await _gitHub.Tokens.RenewAsync(Repository, "older", Cancellation)).ShouldBe("ghs_one");
    }

    [Fact]
    public async Task GetAsync_AppIsNotInstalled_IsLostAccess()
    {
        _gitHub.Server.Answer(HttpStatusCode.NotFound, """{"message":"Not Found"}""");

        var failure = await Should.ThrowAsync<PlatformException>(GetAsync);

        failure.Reason.ShouldBe(ReasonCode.AccessLost);
        failure.Message.ShouldContain("the App is not installed there");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, ReasonCode.AccessLost)]
    [InlineData(HttpStatusCode.BadGateway, ReasonCode.ServerError)]
    public async Task GetAsync_LoginIsRefused_HasItsReason(HttpStatusCode status, ReasonCode reason)
    {
        _gitHub.Server.Answer(status, """{"message":"no"}""");

        (await Should.ThrowAsync<PlatformException>(GetAsync)).Reason.ShouldBe(reason);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("<html>")]
    public async Task GetAsync_AnswerIsNone_IsAServerError(string body)
    {
        _gitHub.Server.Answer(HttpStatusCode.OK, body);

        (await Should.ThrowAsync<PlatformException>(GetAsync)).Reason.ShouldBe(ReasonCode.ServerError);
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n")]
    public async Task GetAsync_KeyFileHasNoKey_NamesTheFileAndNothingOfIt(string content)
    {
        await File.WriteAllTextAsync(_keyFile, content, Cancellation);

        var failure = await Should.ThrowAsync<PlatformException>(GetAsync);

        failure.Reason.ShouldBe(ReasonCode.AccessLost);
        failure.Message.ShouldContain(_keyFile);
        failure.Message.ShouldNotContain("AAAA");
    }

    private Task<string> GetAsync() => GetAsync(Repository);

    private async Task<string> GetAsync(RepositoryName repository) => await _gitHub.Tokens.GetAsync(repository, Cancellation);

    private Task<bool> RemoveAsync() => _gitHub.PullRequests.RemoveLabelAsync(Repository, 7, "ready-for-qa", Cancellation);

    /// <summary>The next three requests are refused while the token is younger than that.</summary>
    private void AnswerWhenKnown(TimeSpan age, HttpStatusCode refusal, string message)
    {
        var known = _gitHub.Time.GetUtcNow() + age;
        for (var requests = 0; requests < 3; requests++)
        {
            _gitHub.Server.Answer(_ =>
            {
                var isKnown = _gitHub.Time.GetUtcNow() >= known;
                var body = isKnown ? "[]" : $$"""{"message":"{{message}}"}""";
                return Task.FromResult(
                    new HttpResponseMessage(isKnown ? HttpStatusCode.OK : refusal)
                    {
                        Content = new StringContent(body, Encoding.UTF8, "application/json"),
                    }
                );
            });
        }
    }

    private void AnswerLogin(string token) =>
        _gitHub
            .Server.Answer(HttpStatusCode.OK, """{"id":42,"account":{"login":"5dlabs"}}""")
            .Answer(
                HttpStatusCode.Created,
                $$"""{"token":"{{token}}","expires_at":"{{_gitHub.Time.GetUtcNow().AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}}"}"""
            );

    private static byte[] Decode(string part) =>
        Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='));
}

using System.Net;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.GitHub;

public sealed class GitHubTokenTests
{
    private const string BadCredentials = """{"message":"Bad credentials"}""";

    private static readonly RepositoryName Repository = RepositoryName.Parse("5dlabs/cto");

    [Fact]
    public async Task AnyCall_TokenHasExpired_IsMadeAgainWithANewOne()
    {
        using var gitHub = new ScriptedGitHub(new MintedTokens("old", "new"));
        gitHub.Server.Answer(HttpStatusCode.Unauthorized, BadCredentials).Answer(HttpStatusCode.OK, "[]");

        (await RemoveAsync(gitHub)).ShouldBeTrue();

        TokensOf(gitHub).ShouldBe(["old", "new"]);
    }

    [Fact]
    public async Task AnyCall_NewTokenIsRefusedToo_IsLostAccess()
    {
        using var gitHub = new ScriptedGitHub(new MintedTokens("old", "new", "newer"));
        gitHub.Server.Answer(HttpStatusCode.Unauthorized, BadCredentials).Answer(HttpStatusCode.Unauthorized, BadCredentials);

        (await FailureAsync(gitHub)).Reason.ShouldBe(ReasonCode.AccessLost);

        TokensOf(gitHub).ShouldBe(["old", "new"]);
    }

    [Fact]
    public async Task AnyCall_NoBetterToken_IsNotMadeAgain()
    {
        using var gitHub = new ScriptedGitHub();
        gitHub.Server.Answer(HttpStatusCode.Unauthorized, BadCredentials);

        var failure = await FailureAsync(gitHub);

        failure.Reason.ShouldBe(ReasonCode.AccessLost);
        failure.Message.ShouldContain("the token is bad or has expired");
        TokensOf(gitHub).ShouldBe(["token"]);
    }

    [Fact]
    public async Task AnyCall_NewToken_IsUnderNoLimitOfTheOldOne()
    {
        using var gitHub = new ScriptedGitHub(new MintedTokens("old", "new"));
        gitHub.Server.Answer(HttpStatusCode.TooManyRequests, "{}").Answer(HttpStatusCode.OK, "[]");
        await FailureAsync(gitHub);
        await gitHub.Tokens.RenewAsync(Repository, "old", TestContext.Current.CancellationToken);

        (await RemoveAsync(gitHub)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("ghs_s3cret\nX-Evil: 1")]
    [InlineData("ghs_s3cret ghs_s3cret")]
    [InlineData("ghs_s3crét")]
    public async Task AnyCall_WhatIsNoToken_IsSentNowhere(string token)
    {
        using var gitHub = new ScriptedGitHub(new MintedTokens(token));

        var failure = await FailureAsync(gitHub);

        failure.Reason.ShouldBe(ReasonCode.AccessLost);
        failure.ToString().ShouldNotContain("s3cr");
        gitHub.Server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnyCall_AnswerEchoesTheToken_KeepsItOutOfTheMessage()
    {
        using var gitHub = new ScriptedGitHub(new MintedTokens("ghs_s3cret"));
        gitHub.Server.Answer(HttpStatusCode.InternalServerError, """{"message":"cannot serve Bearer ghs_s3cret"}""");

        (await FailureAsync(gitHub)).ToString().ShouldNotContain("s3cret");
    }

    private static IEnumerable<string?> TokensOf(ScriptedGitHub gitHub) =>
        gitHub.Server.Requests.Select(request => request.Headers.Authorization?.Parameter);

    private static Task<bool> RemoveAsync(ScriptedGitHub gitHub) =>
        gitHub.PullRequests.RemoveLabelAsync(Repository, 7, "ready-for-qa", TestContext.Current.CancellationToken);

    private static Task<PlatformException> FailureAsync(ScriptedGitHub gitHub) => Should.ThrowAsync<PlatformException>(RemoveAsync(gitHub));
}

using System.Net;
using System.Security.Cryptography;

namespace Rex.Host.Tests.Doctoring;

/// <summary>Each check of GitHub, made to fail.</summary>
public sealed class DoctorGitHubTests
{
    [Fact]
    public async Task GitHub_Away_FailsForNow()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.GitHub.IsAway = true;

        var (code, output) = await world.RunAsync();

        code.ShouldBe(4);
        output.ShouldContain("fail  github ");
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "the token is bad or has expired")]
    [InlineData(HttpStatusCode.NotFound, "the token does not reach it")]
    [InlineData(HttpStatusCode.Forbidden, "read access to pull requests")]
    public async Task GitHub_Refuses_SaysWhyAndNeedsAPerson(HttpStatusCode status, string message)
    {
        await using var world = await DoctorWorld.StartAsync();
        world.GitHub.Answer("/repos/acme/shop/pulls", status, """{"message":"no"}""");

        var (code, output) = await world.RunAsync();

        code.ShouldBe(5);
        output.Split('\n').Single(line => line.StartsWith("fail  github   ", StringComparison.Ordinal)).ShouldContain(message);
    }

    [Theory]
    [InlineData("repo, workflow", "ok  ", 0)]
    [InlineData("read:org, gist", "fail", 5)]
    [InlineData("", "warn", 0)]
    public async Task Permissions_OfAToken_AreReadOffItsScopes(string scopes, string state, int expected)
    {
        await using var world = await DoctorWorld.StartAsync();
        world.GitHub.Headers["x-oauth-scopes"] = scopes;

        var (code, output) = await world.RunAsync();

        code.ShouldBe(expected);
        output.Split('\n').Single(line => line.Contains("  github permissions  ", StringComparison.Ordinal)).ShouldStartWith(state);
    }

    [Theory]
    [InlineData("""{"pull_requests":"write","metadata":"read"}""", "ok  ")]
    [InlineData("""{"pull_requests":"read","issues":"write"}""", "ok  ")]
    [InlineData("""{"pull_requests":"read","issues":"read"}""", "fail")]
    [InlineData("""{"issues":"write"}""", "fail")]
    public async Task Permissions_OfAnApp_AreThoseOfItsInstallation(string permissions, string state)
    {
        await using var world = await DoctorWorld.StartAsync();
        var key = Path.GetTempFileName();
        using (var rsa = RSA.Create(2048))
        {
            await File.WriteAllTextAsync(key, rsa.ExportRSAPrivateKeyPem(), TestContext.Current.CancellationToken);
        }

        world.Settings.Remove("Rex:Connection:GitHub:Token");
        world.Settings["Rex:Connection:GitHub:AppId"] = "4711";
        world.Settings["Rex:Connection:GitHub:AppPrivateKeyFile"] = key;
        world.GitHub.Answer("/repos/acme/shop/installation", HttpStatusCode.OK, """{"id":815}""");
        world.GitHub.Answer(
            "/app/installations/815/access_tokens",
            HttpStatusCode.Created,
            $$"""{"token":"minted","expires_at":"2026-03-01T13:00:00Z","permissions":{{permissions}}}"""
        );

        var (_, output) = await world.RunAsync();

        File.Delete(key);
        output.Split('\n').Single(line => line.Contains("  github permissions  ", StringComparison.Ordinal)).ShouldStartWith(state);
        output.ShouldNotContain("minted");
    }

    [Fact]
    public async Task QaLabel_NotInTheRepository_IsSaid()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.GitHub.Answer("/repos/acme/shop/labels/ready-for-qa", HttpStatusCode.NotFound, """{"message":"Not Found"}""");

        var (code, output) = await world.RunAsync();

        code.ShouldBe(0);
        output.ShouldContain("warn  qa label            acme/shop has no label ready-for-qa");
    }

    [Theory]
    [InlineData(-45, "fail")]
    [InlineData(-20, "warn")]
    [InlineData(3, "ok  ")]
    public async Task Clock_OfGitHub_IsCompared(int seconds, string state)
    {
        await using var world = await DoctorWorld.StartAsync();
        world.GitHub.Date += TimeSpan.FromSeconds(seconds);

        var (_, output) = await world.RunAsync();

        output.Split('\n').Single(line => line.Contains("  github clock  ", StringComparison.Ordinal)).ShouldStartWith(state);
    }

    [Fact]
    public async Task GitHub_SeveralRepositories_AreEachLookedAt()
    {
        await using var world = await DoctorWorld.StartAsync();
        world.Settings["Rex:Pushes:Repositories:1"] = "acme/billing";
        world.GitHub.Answer("/repos/acme/billing/pulls", HttpStatusCode.NotFound, """{"message":"Not Found"}""");

        var (code, output) = await world.RunAsync();

        code.ShouldBe(5);
        output.ShouldContain("the pull requests of acme/shop can be read");
        output.ShouldContain("list the pull requests of acme/billing");
    }
}

using System.Net;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Adapters.Tests.GitHub;

public sealed class GitHubRedirectTests : IDisposable
{
    private static readonly RepositoryName Repository = RepositoryName.Parse("5dlabs/cto");

    private readonly ScriptedGitHub _gitHub = new();

    public void Dispose() => _gitHub.Dispose();

    [Theory]
    [InlineData(301, "https://api.github.com/repositories/1/issues/7/labels/a%2Fb")]
    [InlineData(302, "/repositories/1/issues/7/labels/a%2fb?x=y")]
    [InlineData(307, "https://api.github.com:443/repositories/1/issues/7/labels/a%2Fb")]
    [InlineData(308, "../../../../../../repositories/1/issues/7/labels/a%2Fb")]
    public async Task RemoveLabelAsync_RepositoryWasRenamed_DeletesTheSameThere(int status, string location)
    {
        _gitHub.Server.Answer((HttpStatusCode)status, "{}", ("Location", location)).Answer(HttpStatusCode.OK, "[]");

        (await RemoveAsync()).ShouldBeTrue();

        _gitHub.Server.Lines.Last().ShouldBe("DELETE /repositories/1/issues/7/labels/a%2Fb");
        _gitHub.Server.Requests[^1].Headers.Authorization!.Parameter.ShouldBe("token");
    }

    [Theory]
    [InlineData("https://elsewhere.example/repositories/1/issues/7/labels/a%2Fb")]
    [InlineData("//elsewhere.example/repositories/1/issues/7/labels/a%2Fb")]
    [InlineData("http://api.github.com/repositories/1/issues/7/labels/a%2Fb")]
    [InlineData("https://api.github.com:8443/repositories/1/issues/7/labels/a%2Fb")]
    [InlineData("https://api.github.com@elsewhere.example/repositories/1/issues/7/labels/a%2Fb")]
    [InlineData("ftp://api.github.com/repositories/1/issues/7/labels/a%2Fb")]
    [InlineData("/repos/5dlabs/cto")]
    [InlineData("/repositories/1")]
    [InlineData("/repositories/1/issues/7/labels")]
    [InlineData("/repositories/1/issues/8/labels/a%2Fb")]
    [InlineData("/repositories/1/issues/7/labels/other")]
    [InlineData("/repositories/-1/issues/7/labels/a%2Fb")]
    [InlineData("/repositories/1/../2/x/issues/7/labels/a%2Fb")]
    [InlineData("/repos/%2e%2e/x/issues/7/labels/a%2Fb")]
    [InlineData("/user/installations/1/repositories/1")]
    public async Task RemoveLabelAsync_RedirectToSomethingElse_IsNotFollowed(string location)
    {
        _gitHub.Server.Answer(HttpStatusCode.MovedPermanently, "{}", ("Location", location));

        (await Should.ThrowAsync<PlatformException>(RemoveAsync())).Reason.ShouldBe(ReasonCode.ServerError);

        _gitHub.Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task RemoveLabelAsync_RedirectsInACircle_Ends()
    {
        for (var i = 0; i < 4; i++)
        {
            _gitHub.Server.Answer(HttpStatusCode.MovedPermanently, "{}", ("Location", "/repos/5dlabs/cto/issues/7/labels/a%2Fb"));
        }

        (await Should.ThrowAsync<PlatformException>(RemoveAsync())).Reason.ShouldBe(ReasonCode.ServerError);

        _gitHub.Server.Requests.Count.ShouldBe(4);
    }

    private Task<bool> RemoveAsync() => _gitHub.PullRequests.RemoveLabelAsync(Repository, 7, "a/b", TestContext.Current.CancellationToken);
}

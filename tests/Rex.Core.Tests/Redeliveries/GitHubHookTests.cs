using Rex.Core.Redeliveries;

namespace Rex.Core.Tests.Redeliveries;

public sealed class GitHubHookTests
{
    [Fact]
    public void TryParse_App_IsTheAppsHook()
    {
        GitHubHook.TryParse("app", out var hook).ShouldBeTrue();
        hook.ShouldBe(GitHubHook.App);
        hook.Repository.ShouldBeNull();
        hook.ToString().ShouldBe("app");
    }

    [Fact]
    public void TryParse_PathOfARepositorysHook_IsThatHook()
    {
        GitHubHook.TryParse("repos/acme/shop/hooks/42", out var hook).ShouldBeTrue();
        hook!.Repository!.FullName.ShouldBe("acme/shop");
        hook.Id.ShouldBe(42);
        hook.ToString().ShouldBe("repos/acme/shop/hooks/42");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("App")]
    [InlineData("/app")]
    [InlineData("repos/acme/shop/hooks/")]
    [InlineData("repos/acme/shop/hooks/0")]
    [InlineData("repos/acme/shop/hooks/-1")]
    [InlineData("repos/acme/shop/hooks/1/deliveries")]
    [InlineData("repos/acme/../hooks/1")]
    [InlineData("repos/acme/shop/issues/1")]
    [InlineData("orgs/acme/hooks/1")]
    public void TryParse_AnythingElse_IsNone(string? text)
    {
        GitHubHook.TryParse(text, out var hook).ShouldBeFalse();
        hook.ShouldBeNull();
    }
}

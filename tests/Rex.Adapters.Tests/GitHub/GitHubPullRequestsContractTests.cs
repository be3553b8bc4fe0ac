using Microsoft.Extensions.DependencyInjection;
using Rex.Adapters.Tests.Contracts;
using Rex.Adapters.Tests.Testing;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;

namespace Rex.Adapters.Tests.GitHub;

public sealed class GitHubPullRequestsContractTests : PullRequestsContract, IDisposable
{
    private readonly SmallGitHub _gitHub = new(Repository.FullName);
    private readonly ServiceProvider _services;

    public GitHubPullRequestsContractTests()
    {
        var services = new ServiceCollection().AddRex(TestSettings.Build());
        services.AddHttpClient(RexServiceCollectionExtensions.GitHubHttpClientName).ConfigurePrimaryHttpMessageHandler(() => _gitHub);
        _services = services.BuildServiceProvider();
    }

    protected override IPullRequests PullRequests => _services.GetRequiredService<IPullRequests>();

    public void Dispose() => _services.Dispose();

    protected override Task<long> OpenAsync(BranchName branch, params string[] labels) =>
        Task.FromResult(_gitHub.Open(branch.Value, labels));

    protected override Task CloseAsync(long number)
    {
        _gitHub.Close(number);
        return Task.CompletedTask;
    }
}

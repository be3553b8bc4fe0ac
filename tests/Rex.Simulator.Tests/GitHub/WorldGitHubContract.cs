using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rex.Adapters;
using Rex.Adapters.Tests.Contracts;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Simulator.GitHub;
using Rex.Simulator.Tests.Schemas;

namespace Rex.Simulator.Tests.GitHub;

/// <summary>Rex's adapter over the GitHub of a world, whichever it is.</summary>
public abstract class WorldGitHubContract : PullRequestsContract, IAsyncLifetime
{
    private readonly GitHubWorld world = new(TimeProvider.System);
    private ExchangeRecorder recorder = null!;
    private IWorldGitHub gitHub = null!;
    private ServiceProvider services = null!;
    private long last;

    protected override IPullRequests PullRequests => services.GetRequiredService<IPullRequests>();

    private protected abstract Task<IWorldGitHub> StartAsync(GitHubWorld world, GitHubOptions options);

    public async ValueTask InitializeAsync()
    {
        world.Add(
            new GitHubRepository
            {
                Id = 7,
                Owner = Repository.Owner,
                Name = Repository.Name,
            }
        );
        gitHub = await StartAsync(world, new GitHubOptions { Tokens = token => token == "good" });
        recorder = new ExchangeRecorder(gitHub.CreateHandler());
        var settings = new Dictionary<string, string?>
        {
            ["Rex:Pushes:Repositories:0"] = Repository.FullName,
            ["Rex:Connection:GitHub:BaseAddress"] = gitHub.BaseAddress.ToString(),
            ["Rex:Connection:GitHub:Token"] = "good",
        };
        var collection = new ServiceCollection().AddRex(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        collection.AddHttpClient(RexServiceCollectionExtensions.GitHubHttpClientName).ConfigurePrimaryHttpMessageHandler(() => recorder);
        services = collection.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (gitHub is null)
        {
            // Skipped.
            return;
        }

        await services.DisposeAsync();
        await gitHub.DisposeAsync();
        PublishedGitHub.ShouldAllow(recorder.Exchanges);
    }

    protected override Task<long> OpenAsync(BranchName branch, params string[] labels)
    {
        var pullRequest = new GitHubPullRequest
        {
            Number = ++last,
            Branch = branch.Value,
            HeadSha = new string('a', 40),
            CreatedAt = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero),
        };
        pullRequest.Labels.AddRange(labels);
        world.OpenPullRequest(Repository.FullName, pullRequest);
        return Task.FromResult(last);
    }

    protected override Task CloseAsync(long number)
    {
        world.ClosePullRequest(Repository.FullName, number);
        return Task.CompletedTask;
    }
}

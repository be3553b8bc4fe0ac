using System.Globalization;
using System.Net.Http.Json;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Does to pull requests what a scenario says that somebody does.</summary>
internal sealed class GitHubDeeds : IAsyncDisposable
{
    private static readonly string[] QaLabel = ["ready-for-qa"];

    private readonly World world;
    private readonly HttpClient gitHub;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<GitHubDeedDescription> undone;
    private readonly Task happening;

    public GitHubDeeds(World world)
    {
        this.world = world;
        gitHub = world.GitHubClientFor("somebody");
        undone = [.. world.Scenario.OnGitHub];
        happening = Task.WhenAll(world.Scenario.OnGitHub.Select(HappenAsync));
    }

    /// <summary>What has not happened; a scenario with one of these does not test what it says.</summary>
    public IReadOnlyList<GitHubDeedDescription> Undone
    {
        get
        {
            lock (undone)
            {
                return [.. undone];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await happening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task HappenAsync(GitHubDeedDescription deed)
    {
        await world.WaitAsync(() => deed.When.TrueForAll(when => world.Conditions.Holds(when.Value)), stopping.Token);
        await Task.Delay(deed.At, world.Clock, stopping.Token);
        var task = world.Tasks.First(task => task.Name == deed.Task.Value);
        var number = deed.PullRequest == 0 ? task.Description.PullRequest : deed.PullRequest;
        switch (deed.Do.Value)
        {
            case GitHubDeedKind.Open:
                world.PullRequests.Open(task.Description);
                break;
            case GitHubDeedKind.Close:
                world.GitHub.ClosePullRequest(task.Description.Repository, number);
                break;
            default:
                await LabelAsync(task.Description.Repository, number);
                break;
        }

        lock (undone)
        {
            undone.Remove(deed);
        }
    }

    private async Task LabelAsync(string repository, long number)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"repos/{repository}/issues/{number}/labels");
        using var answer = await gitHub.PostAsJsonAsync(path, new { labels = QaLabel }, stopping.Token);
        answer.EnsureSuccessStatusCode();
    }
}

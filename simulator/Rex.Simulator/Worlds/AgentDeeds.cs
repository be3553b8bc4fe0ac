using System.Net.Http.Json;
using Rex.Simulator.GitHub;
using Rex.Simulator.Platform.Agents;

namespace Rex.Simulator.Worlds;

/// <summary>
/// What agents do on GitHub when they finish: the implementation agent opens the pull request, Cleo puts <c>ready-for-qa</c> on it,
/// Tess approves it.
/// </summary>
internal sealed class AgentDeeds(World world) : IAgentEffects
{
    private static readonly string[] QaLabel = ["ready-for-qa"];

    private readonly Dictionary<string, HttpClient> clients = [];

    public async Task FinishAsync(AgentPod agent, bool succeeded, CancellationToken cancellationToken)
    {
        var task = world.Tasks.FirstOrDefault(task => task.Workflow == agent.Workflow);
        if (task is null || !succeeded || task.Description.Silent)
        {
            return;
        }

        switch (agent.GithubApp)
        {
            case "5DLabs-Rex" when task.Description.WithoutPullRequest:
                break;
            case "5DLabs-Rex":
                world.PullRequests.Open(task.Description);
                break;
            case "5DLabs-Cleo":
                using (
                    await Client(agent.GithubApp)
                        .PostAsJsonAsync(
                            $"repos/{task.Description.Repository}/issues/{task.Description.PullRequest}/labels",
                            new { labels = QaLabel },
                            cancellationToken
                        )
                )
                {
                    // An agent does not look at the answer.
                }

                break;
            case "5DLabs-Tess":
                world.GitHub.Approve(task.Description.Repository, task.Description.PullRequest);
                break;
        }
    }

    private HttpClient Client(string app)
    {
        lock (clients)
        {
            if (!clients.TryGetValue(app, out var client))
            {
                clients[app] = client = world.GitHubClientFor($"agent-{app}");
            }

            return client;
        }
    }
}

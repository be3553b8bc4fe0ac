using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.GitHub;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Worlds;

/// <summary>
/// The platform's other sensors: they open a main workflow's gates with a plain resume when GitHub says what the gate waits for. They
/// look at the state instead of at single events, so that none is lost to timing.
/// </summary>
internal sealed class Sensors : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly World world;
    private readonly CancellationTokenSource stopping = new();
    private readonly HttpClient argo;
    private readonly Dictionary<(string Workflow, string Gate), DateTimeOffset> dueSince = [];
    private readonly Task looking;

    public Sensors(World world, Uri argoServer)
    {
        this.world = world;
        argo = new HttpClient { BaseAddress = argoServer };
        looking = LookAsync(stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        argo.Dispose();
        stopping.Dispose();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, world.Clock, cancellationToken);
            foreach (var task in world.Tasks.Where(task => !task.Description.Silent))
            {
                if (
                    world.Objects.Find("workflows", task.Workflow) is { } workflow
                    && OpenGateOf(workflow) is { } gate
                    && IsDue(task, workflow, gate)
                    && HasArrived(task, gate)
                )
                {
                    await ResumeAsync(task.Workflow, cancellationToken);
                }
            }
        }
    }

    /// <summary>The display name of the gate that waits; null for none.</summary>
    private static string? OpenGateOf(JsonObject workflow) =>
        NodeStorage
            .NodesOf(workflow)
            ?.Select(pair => pair.Value!)
            .FirstOrDefault(node => node["type"]?.GetValue<string>() == "Suspend" && node["phase"]?.GetValue<string>() == "Running")
            ?["displayName"]?.GetValue<string>();

    private bool IsDue(TaskWorld task, JsonObject workflow, string gate) =>
        world.GitHub.Read(
            task.Description.Repository,
            repository =>
            {
                var pullRequest = repository!.PullRequests.FirstOrDefault(candidate => candidate.Number == task.Description.PullRequest);
                return pullRequest is not null && IsDue(pullRequest, workflow, gate);
            }
        );

    private static bool IsDue(GitHubPullRequest pullRequest, JsonObject workflow, string gate) =>
        gate switch
        {
            "wait-pr-created" => true,
            "wait-ready-for-qa" => pullRequest.Labels.Contains("ready-for-qa")
                && Testimony.Label(workflow, "current-stage") == "waiting-ready-for-qa",
            _ => pullRequest.IsApproved,
        };

    /// <summary>Whether the event has reached the sensor; a scenario can have a gate's first event late, or all of them lost.</summary>
    private bool HasArrived(TaskWorld task, string gate)
    {
        var now = world.Clock.GetUtcNow();
        dueSince.TryAdd((task.Workflow, gate), now);
        return world
            .Scenario.World.GateEvents.Where(gateEvent => gateEvent.Gate == gate && world.IsOf(gateEvent.Task, task.Workflow))
            .All(gateEvent => !gateEvent.Lost && now - dueSince[(task.Workflow, gate)] >= gateEvent.Late);
    }

    private async Task ResumeAsync(string workflow, CancellationToken cancellationToken)
    {
        try
        {
            // A sensor fires once and does not look at the answer; here the next look makes up for it.
            using var answer = await argo.PutAsync(
                $"api/v1/workflows/{world.Namespace}/{workflow}/resume",
                new StringContent("{}"),
                cancellationToken
            );
        }
        catch (HttpRequestException)
        {
            // Likewise.
        }
    }
}

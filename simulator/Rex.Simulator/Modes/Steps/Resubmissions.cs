using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Modes.Steps;

/// <summary>
/// Somebody who submits a remediation's workflow again some time after it has failed, where the scenario has such a person. What failed for good
/// is a duplicate then.
/// </summary>
internal sealed class Resubmissions : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly World world;
    private readonly KubeApi kubectl;
    private readonly CancellationTokenSource stopping = new();
    private readonly Dictionary<string, DateTimeOffset> failedSince = new(StringComparer.Ordinal);
    private readonly Task looking;

    public Resubmissions(World world)
    {
        this.world = world;
        kubectl = new KubeApi(world.ClientFor("person"), world.Clock);
        looking = world.Scenario.Argo.ResubmittedAfter > TimeSpan.Zero ? LookAsync() : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task LookAsync()
    {
        while (true)
        {
            await Task.Delay(LookEvery, world.Clock, stopping.Token);
            foreach (var workflow in NewestOfEach().Where(one => Testimony.Phase(one) is "Failed" or "Error").ToList())
            {
                var name = Testimony.Name(workflow);
                var now = world.Clock.GetUtcNow();
                if (failedSince.TryAdd(name, now) || now - failedSince[name] < world.Scenario.Argo.ResubmittedAfter)
                {
                    continue;
                }

                failedSince[name] = DateTimeOffset.MaxValue;
                await SubmitAsync(workflow);
            }
        }
    }

    /// <summary>Of several for one delivery the newest: what another one has taken up already is not submitted again.</summary>
    private IEnumerable<JsonObject> NewestOfEach() =>
        RemediationWorkflows
            .AllIn(world)
            .GroupBy(workflow => workflow["spec"]!.ToJsonString())
            .Select(group => group.MaxBy(Testimony.CreatedAt)!);

    private async Task SubmitAsync(JsonObject workflow)
    {
        var again = new JsonObject
        {
            ["apiVersion"] = "argoproj.io/v1alpha1",
            ["kind"] = "Workflow",
            ["metadata"] = new JsonObject { ["generateName"] = "rex-" },
            ["spec"] = workflow["spec"]!.DeepClone(),
        };
        await kubectl.CreateAsync(KubeResource.Workflows, world.Namespace, again, stopping.Token);
    }
}

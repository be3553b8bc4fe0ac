using System.Text;
using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Lets people and other sensors do to main workflows and runs what a scenario says: through the Argo Server, or by hand.</summary>
internal sealed class Interventions : IAsyncDisposable
{
    private const string Person = "person";

    private readonly World world;
    private readonly KubeApi kubectl;
    private readonly HttpClient argo;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task happening;

    public Interventions(World world, Uri argoServer)
    {
        this.world = world;
        kubectl = new KubeApi(world.ClientFor(Person), world.Clock);
        argo = new HttpClient { BaseAddress = argoServer };
        happening = Task.WhenAll(world.Scenario.Interventions.Select(intervention => HappenAsync(intervention, stopping.Token)));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await happening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        argo.Dispose();
        stopping.Dispose();
    }

    private async Task HappenAsync(InterventionDescription intervention, CancellationToken cancellationToken)
    {
        await world.WaitAsync(
            () => intervention.When.TrueForAll(when => world.Conditions.Holds(when.Value)),
            TimeSpan.FromDays(1),
            cancellationToken
        );
        await Task.Delay(intervention.At, world.Clock, cancellationToken);
        var end = world.Clock.GetUtcNow() + intervention.Over;
        do
        {
            foreach (var task in world.Tasks.Where(task => IsMeant(intervention, task)))
            {
                world.Interventions.Note(intervention, task.Workflow, await DoAsync(intervention, task.Workflow, cancellationToken));
            }

            await Task.Delay(intervention.Every, world.Clock, cancellationToken);
        } while (world.Clock.GetUtcNow() < end);
    }

    private static bool IsMeant(InterventionDescription intervention, TaskWorld task) =>
        intervention.Task is { } named ? task.Name == named.Value : !task.Description.Bystander;

    /// <summary>Null where it was done, else why not.</summary>
    private async Task<string?> DoAsync(InterventionDescription intervention, string workflow, CancellationToken cancellationToken)
    {
        try
        {
            if (intervention.Do.Value == InterventionKind.Finalize)
            {
                return await FinalizeAsync(workflow, cancellationToken);
            }

            if (intervention.Body is not { } body)
            {
                return await AskArgoAsync(workflow, intervention.Do.Value, cancellationToken);
            }

            var patch = JsonNode.Parse(body.Value)!.AsObject();
            await kubectl.PatchAsync(KubeResource.Workflows, world.Namespace, workflow, patch, cancellationToken);
            return null;
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException)
        {
            return error.Message;
        }
    }

    private async Task<string?> FinalizeAsync(string workflow, CancellationToken cancellationToken)
    {
        var stuck = world
            .Objects.All("coderuns")
            .Where(run => Testimony.Label(run, "workflow-name") == workflow && run["metadata"]?["deletionTimestamp"] is not null)
            .ToList();
        foreach (var run in stuck)
        {
            var patch = new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } };
            await kubectl.PatchAsync(KubeResource.CodeRuns, world.Namespace, Testimony.Name(run), patch, cancellationToken);
        }

        return stuck.Count > 0 ? null : "no run is being deleted";
    }

    private async Task<string?> AskArgoAsync(string workflow, InterventionKind operation, CancellationToken cancellationToken)
    {
        var path = $"api/v1/workflows/{world.Namespace}/{workflow}/{operation.ToString().ToLowerInvariant()}";
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await argo.PutAsync(path, body, cancellationToken);
        return answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync(cancellationToken);
    }
}

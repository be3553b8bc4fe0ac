using System.Text.Json;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Controller;

/// <summary>
/// Deletes workflows when the time of their <c>ttlStrategy</c> is over. A timer is set by phase and end; when it fires, the label for
/// completed workflows alone is looked at: one that was made to run again and carries that label at that moment is deleted.
/// </summary>
internal sealed class WorkflowTtl(KubeApi api, TimeProvider time, Func<string, JsonElement?> workflows) : IDisposable
{
    private readonly WorkQueue queue = new(time);

    /// <summary>Deletes what is due, until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => queue.RunAsync(workers: 4, DeleteAsync, cancellationToken);

    public void Dispose() => queue.Dispose();

    /// <summary>Sets a timer where the workflow has ended and is to go some time.</summary>
    public void Observe(JsonElement workflow)
    {
        if (IsDone(workflow) && LifetimeOf(workflow) is { } lifetime && EndOf(workflow) is { } end)
        {
            queue.AddAfter(workflow.Key(), end + lifetime - time.GetUtcNow() + TimeSpan.FromSeconds(1));
        }
    }

    private static bool IsDone(JsonElement workflow) =>
        !workflow.IsDeleting() && workflow.Label(ArgoNames.Completed) == "true" && workflow.Label(ArgoNames.ArchivingStatus) != "Pending";

    private static DateTimeOffset? EndOf(JsonElement workflow) => KubeTime.Parse(workflow.GetText("status", "finishedAt"));

    private static TimeSpan? LifetimeOf(JsonElement workflow)
    {
        var strategy =
            workflow.Get("spec", "ttlStrategy") ?? workflow.Get("status", "storedWorkflowTemplateSpec", "ttlStrategy") ?? default;
        var phase = workflow.Phase();
        return phase switch
        {
            WorkflowPhases.Failed => Seconds("secondsAfterFailure") ?? Seconds("secondsAfterCompletion"),
            WorkflowPhases.Succeeded => Seconds("secondsAfterSuccess") ?? Seconds("secondsAfterCompletion"),
            WorkflowPhases.Error => Seconds("secondsAfterCompletion"),
            _ => null,
        };

        TimeSpan? Seconds(string field) =>
            strategy.Get(field) is { ValueKind: JsonValueKind.Number } seconds ? TimeSpan.FromSeconds(seconds.GetInt32()) : null;
    }

    private async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        if (workflows(key) is not { } workflow || !IsDone(workflow))
        {
            return;
        }

        try
        {
            await api.DeleteAsync(
                KubeResource.Workflows,
                workflow.Namespace(),
                workflow.Name(),
                null,
                cancellationToken,
                propagation: "Background"
            );
        }
        catch (Exception error) when (error is KubeApiException or HttpRequestException or IOException)
        {
            // The real one lets it be too: the workflow stays until its next change.
        }
    }
}

using Rex.Adapters.Kubernetes;
using Rex.Core.Options;
using Rex.Core.Workflows;

namespace Rex.Host.Doctoring.Checks;

/// <summary>No main workflow has the finalizer of artifact garbage collection: the controller visits those even under a hold, so Rex does not rewind them.</summary>
internal sealed class ArtifactGarbageCheck(ApiClient api, PlatformNames names) : Check("artifact gc")
{
    private const string Finalizer = ArgoMetadata.ArtifactFinalizer;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var workflows = new ResourceClient(api, ResourceType.Workflows, names.WorkflowNamespace);
        var query = ResourceQuery.Labelled(names.WorkflowTypeLabel, names.MainWorkflowType);
        var main = (await workflows.ListAsync(query, cancellationToken)).Items;
        var collected = main.Where(workflow => workflow.Finalizers().Contains(Finalizer)).Select(workflow => workflow.Name()).ToList();
        return
        [
            collected.Count == 0
                ? Ok($"none of {main.Count} main workflows in {names.WorkflowNamespace} has the finalizer {Finalizer}")
                : Warn(
                    $"{string.Join(", ", collected.Take(5))}{(collected.Count > 5 ? $" and {collected.Count - 5} more" : "")}: the finalizer {Finalizer} forbids a restart",
                    "Take artifactGC out of the main workflows' template; a push of these tasks fails as NotRewindable."
                ),
        ];
    }
}

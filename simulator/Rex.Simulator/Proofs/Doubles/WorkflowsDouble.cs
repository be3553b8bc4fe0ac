using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.Workflows;

namespace Rex.Simulator.Proofs.Doubles;

/// <summary>Main workflows as Rex sees and writes them, each of which a broken rule can bend.</summary>
internal class WorkflowsDouble(IMainWorkflows inner) : IMainWorkflows
{
    /// <summary>What becomes of every patch before it is sent.</summary>
    public Action<JsonObject> Write { get; init; } = _ => { };

    /// <summary>What becomes of every restart write, with the workflow that it is made on.</summary>
    public Action<JsonObject, JsonObject> Restart { get; init; } = (_, _) => { };

    /// <summary>What becomes of every workflow that was read.</summary>
    public Action<JsonObject> Read { get; init; } = _ => { };

    /// <summary>What becomes of every list of workflows.</summary>
    public Func<IReadOnlyList<MainWorkflow>, IReadOnlyList<MainWorkflow>> List { get; init; } = workflows => workflows;

    /// <summary>Whether pods are seen at all.</summary>
    public bool SeesPods { get; init; } = true;

    /// <summary>Whether task results are seen at all.</summary>
    public bool SeesTaskResults { get; init; } = true;

    protected IMainWorkflows Inner => inner;

    public async Task<IReadOnlyList<MainWorkflow>> ListAsync(LabelSelector selector, CancellationToken cancellationToken) =>
        List([.. (await inner.ListAsync(selector, cancellationToken)).Select(Bend)]);

    public virtual async Task<MainWorkflow?> GetAsync(string name, CancellationToken cancellationToken) =>
        await inner.GetAsync(name, cancellationToken) is { } workflow ? Bend(workflow) : null;

    public virtual async Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken)
    {
        var bent = (JsonObject)patch.DeepClone();
        Write(bent);
        if (Patches.IsRestart(bent) && await inner.GetAsync(name, cancellationToken) is { } workflow)
        {
            Restart(bent, JsonObject.Create(workflow.Document)!);
        }

        var written = await inner.PatchAsync(name, bent, cancellationToken);
        return written with { Workflow = written.Workflow is null ? null : Bend(written.Workflow) };
    }

    public virtual async Task<MainWorkflow?> WaitAsync(string name, Func<MainWorkflow?, bool> until, CancellationToken cancellationToken)
    {
        var found = await inner.WaitAsync(name, workflow => until(workflow is null ? null : Bend(workflow)), cancellationToken);
        return found is null ? null : Bend(found);
    }

    public virtual async Task<WorkflowPodList> ListPodsAsync(string workflow, CancellationToken cancellationToken) =>
        Bend(await inner.ListPodsAsync(workflow, cancellationToken));

    public async Task<WorkflowPodList> WaitForPodsAsync(
        string workflow,
        Func<WorkflowPodList, bool> until,
        CancellationToken cancellationToken
    ) => Bend(await inner.WaitForPodsAsync(workflow, pods => until(Bend(pods)), cancellationToken));

    public virtual Task DeletePodAsync(WorkflowPod pod, CancellationToken cancellationToken) =>
        inner.DeletePodAsync(pod, cancellationToken);

    public Task ReleasePodAsync(WorkflowPod pod, CancellationToken cancellationToken) => inner.ReleasePodAsync(pod, cancellationToken);

    public async Task<IReadOnlyList<ObjectReference>> ListTaskResultsAsync(string workflow, CancellationToken cancellationToken) =>
        SeesTaskResults ? await inner.ListTaskResultsAsync(workflow, cancellationToken) : [];

    public Task DeleteTaskResultAsync(ObjectReference taskResult, CancellationToken cancellationToken) =>
        inner.DeleteTaskResultAsync(taskResult, cancellationToken);

    /// <summary>What becomes of every workflow that was read.</summary>
    protected virtual void OnRead(JsonObject workflow) => Read(workflow);

    private MainWorkflow Bend(MainWorkflow workflow)
    {
        var document = JsonObject.Create(workflow.Document)!;
        OnRead(document);
        using var bent = JsonDocument.Parse(document.ToJsonString());
        return MainWorkflow.From(bent.RootElement.Clone());
    }

    private WorkflowPodList Bend(WorkflowPodList pods) => SeesPods ? pods : pods with { Items = [] };
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Host.Rehearsing;

/// <summary>Main workflows as they would be after the writes that were noted.</summary>
internal sealed class RehearsedWorkflows(IMainWorkflows real, Rehearsal rehearsal) : IMainWorkflows
{
    private readonly ConcurrentDictionary<string, MainWorkflow> written = new(StringComparer.Ordinal);
    private readonly HashSet<string> deleted = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MainWorkflow>> ListAsync(LabelSelector selector, CancellationToken cancellationToken) =>
        [.. (await real.ListAsync(selector, cancellationToken)).Select(AsWritten)];

    /// <inheritdoc/>
    public async Task<MainWorkflow?> GetAsync(string name, CancellationToken cancellationToken) =>
        await real.GetAsync(name, cancellationToken) is { } found ? AsWritten(found) : null;

    /// <inheritdoc/>
    public async Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken)
    {
        if (await GetAsync(name, cancellationToken) is not { } before)
        {
            return new WorkflowWrite(WriteResult.NotFound, null);
        }

        rehearsal.Note("patch", $"workflows/{name}", patch);
        var after = (JsonObject)MergePatch.Apply(JsonNode.Parse(before.Document.GetRawText()), patch);
        // Each write gives a version of its own.
        after["metadata"]!["resourceVersion"] = string.Create(CultureInfo.InvariantCulture, $"{before.ResourceVersion}-rehearsed");
        using var document = JsonDocument.Parse(after.ToJsonString());
        var workflow = MainWorkflow.From(document.RootElement.Clone());
        written[name] = workflow;
        return new WorkflowWrite(WriteResult.Written, workflow);
    }

    /// <inheritdoc/>
    public async Task<MainWorkflow?> WaitAsync(string name, Func<MainWorkflow?, bool> until, CancellationToken cancellationToken)
    {
        var workflow = await GetAsync(name, cancellationToken);
        return until(workflow) ? workflow : throw rehearsal.End();
    }

    /// <inheritdoc/>
    public async Task<WorkflowPodList> ListPodsAsync(string workflow, CancellationToken cancellationToken)
    {
        var pods = await real.ListPodsAsync(workflow, cancellationToken);
        return pods with { Items = [.. pods.Items.Where(pod => !deleted.Contains(pod.Uid))] };
    }

    /// <inheritdoc/>
    public async Task<WorkflowPodList> WaitForPodsAsync(
        string workflow,
        Func<WorkflowPodList, bool> until,
        CancellationToken cancellationToken
    )
    {
        var pods = await ListPodsAsync(workflow, cancellationToken);
        return until(pods) ? pods : throw rehearsal.End();
    }

    /// <inheritdoc/>
    public Task DeletePodAsync(WorkflowPod pod, CancellationToken cancellationToken) => DeleteAsync("pods", pod.Name, pod.Uid);

    /// <inheritdoc/>
    public Task ReleasePodAsync(WorkflowPod pod, CancellationToken cancellationToken)
    {
        rehearsal.Note("patch", $"pods/{pod.Name}", new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } });
        deleted.Add(pod.Uid);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ObjectReference>> ListTaskResultsAsync(string workflow, CancellationToken cancellationToken) =>
        [.. (await real.ListTaskResultsAsync(workflow, cancellationToken)).Where(result => !deleted.Contains(result.Uid))];

    /// <inheritdoc/>
    public Task DeleteTaskResultAsync(ObjectReference taskResult, CancellationToken cancellationToken) =>
        DeleteAsync("workflowtaskresults", taskResult.Name, taskResult.Uid);

    private Task DeleteAsync(string resource, string name, string uid)
    {
        rehearsal.Note("delete", $"{resource}/{name}", new JsonObject { ["preconditions"] = new JsonObject { ["uid"] = uid } });
        deleted.Add(uid);
        return Task.CompletedTask;
    }

    private MainWorkflow AsWritten(MainWorkflow found) =>
        written.TryGetValue(found.Name, out var known) && known.Uid == found.Uid ? known : found;
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Platform;

/// <summary>Main workflows in memory, with resourceVersions, preconditions and merge patches as the API server has them.</summary>
internal sealed class FakeWorkflows(PortCalls calls, SteppedTime time) : IMainWorkflows
{
    private readonly Dictionary<string, JsonObject> _workflows = new(StringComparer.Ordinal);
    private int _version = 100;

    /// <summary>The pods of all workflows.</summary>
    public List<FakePod> Pods { get; } = [];

    /// <summary>The task results, each with its workflow.</summary>
    public List<(string Workflow, ObjectReference Result)> TaskResults { get; } = [];

    /// <summary>Whether answers carry the server's time.</summary>
    public bool TellsTime { get; set; } = true;

    /// <summary>Is told the name of every workflow that was changed, by whomever.</summary>
    public event Action<string>? Changed;

    /// <summary>The workflow as it is.</summary>
    public JsonObject this[string name] => _workflows[name];

    /// <summary>The workflow as the port would answer it.</summary>
    public MainWorkflow Read(string name) => MainWorkflow.From(JsonSerializer.SerializeToElement(_workflows[name]));

    /// <summary>Whether there is such a workflow.</summary>
    public bool Has(string name) => _workflows.ContainsKey(name);

    /// <summary>Puts a workflow there.</summary>
    public void Add(JsonObject workflow)
    {
        var name = (string)workflow["metadata"]!["name"]!;
        _workflows[name] = workflow;
        Bump(name);
    }

    /// <summary>Takes a workflow away.</summary>
    public void Remove(string name)
    {
        _workflows.Remove(name);
        calls.Changed();
    }

    /// <summary>Changes a workflow as somebody else than Rex does.</summary>
    public void Edit(string name, Action<JsonObject> change)
    {
        change(_workflows[name]);
        Bump(name);
    }

    public Task<IReadOnlyList<MainWorkflow>> ListAsync(LabelSelector selector, CancellationToken cancellationToken) =>
        calls.MakeAsync<IReadOnlyList<MainWorkflow>>(
            Call.ListWorkflows,
            "",
            () => [.. _workflows.Keys.Select(Read).Where(workflow => selector.Matches(workflow.Labels))],
            cancellationToken
        );

    public Task<MainWorkflow?> GetAsync(string name, CancellationToken cancellationToken) =>
        calls.MakeAsync(Call.GetWorkflow, name, () => Find(name), cancellationToken);

    public Task<WorkflowWrite> PatchAsync(string name, JsonObject patch, CancellationToken cancellationToken) =>
        calls.MakeAsync(Call.PatchWorkflow, KindOf(name, patch), () => Patch(name, patch), cancellationToken);

    public Task<MainWorkflow?> WaitAsync(string name, Func<MainWorkflow?, bool> until, CancellationToken cancellationToken) =>
        calls.WaitAsync(Call.WaitForWorkflow, name, () => Find(name), until, cancellationToken);

    public Task<WorkflowPodList> ListPodsAsync(string workflow, CancellationToken cancellationToken) =>
        calls.MakeAsync(Call.ListPods, workflow, () => PodsOf(workflow), cancellationToken);

    public Task<WorkflowPodList> WaitForPodsAsync(
        string workflow,
        Func<WorkflowPodList, bool> until,
        CancellationToken cancellationToken
    ) => calls.WaitAsync(Call.WaitForPods, workflow, () => PodsOf(workflow), until, cancellationToken);

    public Task DeletePodAsync(WorkflowPod pod, CancellationToken cancellationToken) =>
        calls.MakeAsync(Call.DeletePod, pod.Name, () => Delete(pod), cancellationToken);

    public Task ReleasePodAsync(WorkflowPod pod, CancellationToken cancellationToken) =>
        calls.MakeAsync(Call.ReleasePod, pod.Name, () => Release(pod), cancellationToken);

    public Task<IReadOnlyList<ObjectReference>> ListTaskResultsAsync(string workflow, CancellationToken cancellationToken) =>
        calls.MakeAsync<IReadOnlyList<ObjectReference>>(
            Call.ListTaskResults,
            workflow,
            () => [.. TaskResults.Where(one => one.Workflow == workflow).Select(one => one.Result)],
            cancellationToken
        );

    public Task DeleteTaskResultAsync(ObjectReference taskResult, CancellationToken cancellationToken) =>
        calls.MakeAsync(
            Call.DeleteTaskResult,
            taskResult.Name,
            () =>
            {
                var isThere = TaskResults.RemoveAll(one => one.Result == taskResult) > 0;
                if (isThere)
                {
                    calls.Wrote($"delete result {taskResult.Name}");
                }

                return isThere;
            },
            cancellationToken
        );

    private MainWorkflow? Find(string name) => _workflows.ContainsKey(name) ? Read(name) : null;

    private WorkflowPodList PodsOf(string workflow)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? told = TellsTime ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) : null;
        return new WorkflowPodList([.. Pods.Where(pod => pod.Workflow == workflow).Select(pod => pod.Read())], told);
    }

    private WorkflowWrite Patch(string name, JsonObject patch)
    {
        if (!_workflows.TryGetValue(name, out var workflow))
        {
            return new WorkflowWrite(WriteResult.NotFound, null);
        }

        // A write without these preconditions could undo somebody else's; Rex must never make one.
        var version = (string?)patch["metadata"]?["resourceVersion"];
        var uid = (string?)patch["metadata"]?["uid"];
        version.ShouldNotBeNullOrEmpty();
        uid.ShouldNotBeNullOrEmpty();
        if (version != (string?)workflow["metadata"]!["resourceVersion"] || uid != (string?)workflow["metadata"]!["uid"])
        {
            return new WorkflowWrite(WriteResult.Conflict, null);
        }

        var kind = KindOf(name, patch);
        _workflows[name] = (JsonObject)MergePatching.Apply(workflow, patch)!;
        calls.Wrote(kind);
        Bump(name);
        return new WorkflowWrite(WriteResult.Written, Read(name));
    }

    /// <summary>What a patch is for, by what it changes.</summary>
    private string KindOf(string name, JsonObject patch)
    {
        var annotations = patch["metadata"]?["annotations"] as JsonObject;
        if ((string?)annotations?[RexAnnotations.RestartedFor] is { } restartedFor)
        {
            var before = _workflows.GetValueOrDefault(name)?["metadata"]!["annotations"]?[RexAnnotations.RestartedFor];
            return (string?)before == restartedFor ? $"repair {name}" : $"restart {name}";
        }

        return annotations switch
        {
            null => $"reset {name}",
            _ when annotations.ContainsKey(RexAnnotations.WokenAt) => $"wake {name}",
            _ => annotations[RexAnnotations.HeldBy] is null ? $"release {name}" : $"hold {name}",
        };
    }

    private bool Delete(WorkflowPod pod)
    {
        if (Pods.Find(one => one.Uid == pod.Uid) is not { } found)
        {
            return false;
        }

        found.IsDeleting = true;
        calls.Wrote($"delete pod {pod.Name}");
        if (found.HasEnded)
        {
            Settle(found);
        }
        else if (found.EndsAfter is { } after)
        {
            time.Later(
                after,
                () =>
                {
                    found.HasEnded = true;
                    Settle(found);
                }
            );
        }

        return true;
    }

    private bool Release(WorkflowPod pod)
    {
        if (Pods.Find(one => one.Uid == pod.Uid) is not { } found)
        {
            return false;
        }

        found.Finalizers.Remove("workflows.argoproj.io/status");
        calls.Wrote($"release pod {pod.Name}");
        Settle(found);
        return true;
    }

    private void Settle(FakePod pod)
    {
        if (pod.Finalizers.Count == 0)
        {
            Pods.Remove(pod);
        }

        calls.Changed();
    }

    private void Bump(string name)
    {
        _workflows[name]["metadata"]!["resourceVersion"] = (++_version).ToString(CultureInfo.InvariantCulture);
        Changed?.Invoke(name);
        calls.Changed();
    }
}

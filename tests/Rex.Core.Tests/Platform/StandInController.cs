using System.Text.Json.Nodes;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Platform;

/// <summary>
/// As much of the workflow controller as a restart meets: it leaves a held workflow alone, and starts the node that is to come next once it
/// sees a workflow that was let go without it.
/// </summary>
internal sealed class StandInController
{
    private readonly FakeWorkflows _workflows;
    private readonly SteppedTime _time;
    private readonly Dictionary<string, (string Node, string Parent, JsonNode Template)> _next = new(StringComparer.Ordinal);

    public StandInController(FakeWorkflows workflows, SteppedTime time)
    {
        _workflows = workflows;
        _time = time;
        workflows.Changed += Saw;
    }

    /// <summary>How long it takes from seeing a workflow to writing it; null: it does not work at all.</summary>
    public TimeSpan? TakesUpAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether it sees a workflow only once somebody wakes it.</summary>
    public bool MustBeWoken { get; set; }

    /// <summary>What happens with the first time that it starts the node.</summary>
    public Action? TookUp { get; set; }

    /// <summary>How often it started the node.</summary>
    public int Started { get; private set; }

    /// <summary>Says which node comes next in a workflow, and of which node it is a child.</summary>
    public void Starts(string workflow, string node, string parent, JsonNode template) => _next[workflow] = (node, parent, template);

    private void Saw(string name)
    {
        if (TakesUpAfter is { } after && IsDue(name))
        {
            _time.Later(after, () => TakeUp(name));
        }
    }

    private bool IsDue(string name)
    {
        if (!_next.TryGetValue(name, out var next) || !_workflows.Has(name))
        {
            return false;
        }

        var workflow = _workflows.Read(name);
        var nodes = _workflows[name]["status"]!["nodes"]!.AsObject();
        return workflow.Labels.GetValueOrDefault("workflows.argoproj.io/completed") == "false"
            && workflow is { IsFinished: false, IsSuspended: false }
            && (!MustBeWoken || workflow.Annotations.ContainsKey(RexAnnotations.WokenAt))
            && !nodes.ContainsKey(next.Node)
            && nodes.TryGetPropertyValue(next.Parent, out var parent)
            && ((string?)parent!["phase"] == "Succeeded" || (string?)parent["type"] == "StepGroup");
    }

    private void TakeUp(string name)
    {
        if (!IsDue(name))
        {
            return;
        }

        var (id, parent, template) = _next[name];
        Started++;
        TookUp?.Invoke();
        TookUp = null;
        _workflows.Edit(
            name,
            workflow =>
            {
                var nodes = workflow["status"]!["nodes"]!.AsObject();
                var node = template.DeepClone().AsObject();
                node["phase"] = "Running";
                node["startedAt"] = Plays.Text(_time.GetUtcNow());
                node.Remove("finishedAt");
                node.Remove("children");
                node.Remove("outboundNodes");
                nodes[id] = node;
                nodes[parent]!["children"] = new JsonArray(id);
            }
        );
    }
}

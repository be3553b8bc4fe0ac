using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Server;

/// <summary>
/// A finished workflow made to run again: which nodes go, with all below them, and which are set running. Like the real one it also takes
/// every failed pod anywhere, resets what is above each of them, and leaves what came after them. After an earlier failed
/// iteration of a loop that wedges the workflow: both iterations run again, and what is Omitted stays so.
/// </summary>
internal sealed class WorkflowRetry
{
    private readonly JsonObject workflow;
    private readonly string name;
    private readonly NodeTable nodes;
    private readonly DateTimeOffset now;
    private readonly HashSet<string> removed = new(StringComparer.Ordinal);
    private readonly HashSet<string> reset = new(StringComparer.Ordinal);

    /// <summary>Takes a workflow with its nodes unfolded; it will be changed.</summary>
    public WorkflowRetry(JsonObject workflow, DateTimeOffset now)
    {
        this.workflow = workflow;
        this.now = now;
        name = workflow["metadata"].TextAt("name") ?? "";
        nodes = new NodeTable(name, workflow.Child("status").Child("nodes"));
    }

    /// <summary>Names of the pods to delete before the workflow is written.</summary>
    public IReadOnlyList<string> PodsToDelete { get; private set; } = [];

    /// <summary>Makes the workflow what is to be written.</summary>
    /// <param name="version">4.1 leaves the phase to the controller.</param>
    /// <param name="selector">The nodes to run again besides the failed ones; null for none.</param>
    /// <exception cref="RetryRefusedException">Its nodes hang together in no way that can be retried.</exception>
    public void Apply(ArgoVersion version, NodeFieldSelector? selector)
    {
        var tree = new RetryTree(name, nodes);
        var chosen = nodes.All.Values.Where(node => selector?.Matches(node.Json) == true).Select(node => node.Id).ToHashSet();
        var failed = nodes.All.Values.Where(node => IsFailedPod(node) && !SomethingAfterSucceeded(node, chosen)).Select(node => node.Id);
        chosen.UnionWith([.. failed]);
        foreach (var node in tree.FromTop(name).Where(node => chosen.Contains(node.Id)))
        {
            // Nearer ones come first, so what is below one of them is done with.
            if (!removed.Contains(node.Id))
            {
                Remove(tree, node);
            }
        }

        PodsToDelete = [.. nodes.All.Values.Where(node => IsGone(node) && node.Type == NodeTypes.Pod).Select(PodOf).Distinct()];
        ChangeNodes();
        ChangeWorkflow(version);
    }

    private bool IsGone(WorkflowNode node) => removed.Contains(node.Id) || node.Name.StartsWith(name + ".onExit", StringComparison.Ordinal);

    private static bool IsFailedPod(WorkflowNode node) => node.IsFailedOrError && node.Type is NodeTypes.Pod or "HTTP" or "Plugin";

    private bool SomethingAfterSucceeded(WorkflowNode node, HashSet<string> chosen)
    {
        var from = node.Retried ? nodes.All.Values.First(retry => retry.Type == NodeTypes.Retry && retry.Children.Contains(node.Id)) : node;
        return Below(from).Any(below => below.Phase == NodePhases.Succeeded && !chosen.Contains(below.Id));

        IEnumerable<WorkflowNode> Below(WorkflowNode above)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var queue = new Queue<string>(above.Children);
            while (queue.TryDequeue(out var id))
            {
                if (seen.Add(id) && nodes.Get(id) is { } child)
                {
                    yield return child;
                    child.Children.ToList().ForEach(queue.Enqueue);
                }
            }
        }
    }

    private void Remove(RetryTree tree, WorkflowNode start)
    {
        removed.Add(start.Id);
        removed.UnionWith(tree.Below(start).Select(node => node.Id));
        if (start.Id == name)
        {
            return;
        }

        var current = start;
        while (current is not null)
        {
            if (current.Type is NodeTypes.Dag or NodeTypes.TaskGroup or NodeTypes.StepGroup or NodeTypes.Steps)
            {
                reset.Add(current.Id);
                current = ResetBoundaries(tree, current);
                continue;
            }

            if (current is { Type: NodeTypes.Retry, IsFailedOrError: true })
            {
                reset.Add(current.Id);
            }

            current = tree.ParentOf(current);
        }
    }

    /// <summary>From a group up to the root, by boundaries: what stands between a node and its boundary is passed over.</summary>
    private WorkflowNode? ResetBoundaries(RetryTree tree, WorkflowNode from)
    {
        var current = from;
        while (true)
        {
            if (tree.ParentOf(current) is { Type: NodeTypes.Retry } retry)
            {
                reset.Add(retry.Id);
                current = retry;
            }

            if (tree.ParentOf(current) is { Type: NodeTypes.StepGroup or NodeTypes.TaskGroup } group)
            {
                reset.Add(group.Id);
            }

            if (current.BoundaryId.Length == 0)
            {
                return tree.ParentOf(current);
            }

            var boundary = current.BoundaryId;
            while (current.Id != boundary)
            {
                current = tree.ParentOf(current) ?? throw new RetryRefusedException("was seeking node but ran out of nodes to explore");
            }

            reset.Add(current.Id);
        }
    }

    private string PodOf(WorkflowNode node) => NodeIds.PodName(name, node.Name, node.TemplateName ?? "");

    private void ChangeNodes()
    {
        var json = (JsonObject)workflow["status"]!["nodes"]!;
        foreach (var node in nodes.All.Values.ToList())
        {
            if (IsGone(node))
            {
                json.Remove(node.Id);
                continue;
            }

            if (reset.Contains(node.Id))
            {
                Reset(node.Json);
            }

            foreach (var links in (string[])["children", "outboundNodes"])
            {
                var left = node.Json.Texts(links).Where(id => !removed.Contains(id)).ToJsonArray();
                node.Json.SetOrRemove(links, left.Count == 0 ? null : left);
            }
        }
    }

    private void Reset(JsonObject node)
    {
        if (node.Text("phase") != NodePhases.Skipped)
        {
            node["phase"] = NodePhases.Running;
        }

        node.Remove("message");
        node["startedAt"] = KubeTime.Format(now);
        node["finishedAt"] = null;
    }

    private void ChangeWorkflow(ArgoVersion version)
    {
        var status = (JsonObject)workflow["status"]!;
        var labels = workflow.Child("metadata").Child("labels");
        labels.Remove(ArgoNames.Completed);
        labels.Remove(ArgoNames.ArchivingStatus);
        if (version.RetriesAsNew)
        {
            status.Remove("phase");
        }
        else
        {
            status["phase"] = NodePhases.Running;
            labels[ArgoNames.Phase] = NodePhases.Running;
        }

        status.Remove("message");
        status["startedAt"] = KubeTime.Format(now);
        status["finishedAt"] = null;
        Conditions.Set(status, "Completed", "False");
        (workflow["spec"] as JsonObject)?.Remove("shutdown");
        (status["storedWorkflowTemplateSpec"] as JsonObject)?.Remove("shutdown");
    }
}

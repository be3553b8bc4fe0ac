using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Rex.Core.Workflows.Nodes;

/// <summary>The node status of a main workflow: its nodes by id, and the ways between them.</summary>
public sealed class NodeTree
{
    private readonly Dictionary<string, WorkflowNode> _nodes;
    private readonly Dictionary<string, List<WorkflowNode>> _parents = new(StringComparer.Ordinal);

    internal NodeTree(string rootId, JsonElement nodes)
    {
        _nodes = nodes
            .Members()
            .DistinctBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => new WorkflowNode(member.Name, member.Value))
            .ToDictionary(node => node.Id, StringComparer.Ordinal);
        Root = _nodes.GetValueOrDefault(rootId);
        foreach (var node in _nodes.Values)
        {
            foreach (var child in node.Children)
            {
                if (!_parents.TryGetValue(child, out var parents))
                {
                    _parents.Add(child, parents = []);
                }

                parents.Add(node);
            }
        }
    }

    /// <summary>The root: its id is the workflow's name. Null before the workflow's first operation.</summary>
    public WorkflowNode? Root { get; }

    /// <summary>All nodes.</summary>
    public IReadOnlyCollection<WorkflowNode> Nodes => _nodes.Values;

    /// <summary>The node with this id.</summary>
    public bool TryGet([NotNullWhen(true)] string? id, [NotNullWhen(true)] out WorkflowNode? node)
    {
        node = id is null ? null : _nodes.GetValueOrDefault(id);
        return node is not null;
    }

    /// <summary>The nodes with these ids, as far as they are there.</summary>
    internal IEnumerable<WorkflowNode> Find(IEnumerable<string> ids) =>
        ids.Select(id => _nodes.GetValueOrDefault(id)).OfType<WorkflowNode>();

    /// <summary>The ids of all nodes reached from these by <c>children</c>, they themselves included.</summary>
    internal HashSet<string> Subtree(params IEnumerable<string> from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Stack<string>(from);
        while (ahead.TryPop(out var id))
        {
            if (_nodes.TryGetValue(id, out var node) && reached.Add(id))
            {
                foreach (var child in node.Children)
                {
                    ahead.Push(child);
                }
            }
        }

        return reached;
    }

    /// <summary>The nodes up the boundary chain, from the node's own boundary to the root. A chain that runs in a circle ends where it closes.</summary>
    internal IEnumerable<WorkflowNode> Boundaries(WorkflowNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (TryGet(node.BoundaryId, out var boundary) && seen.Add(boundary.Id))
        {
            yield return boundary;
            node = boundary;
        }
    }

    /// <summary>
    /// The nodes above this one: the StepGroup, TaskGroup or Retry node that has it as a child, its boundary node, and so on up to the root.
    /// </summary>
    internal IReadOnlyList<WorkflowNode> Above(WorkflowNode node)
    {
        var above = new List<WorkflowNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { node.Id };
        var ahead = new Queue<WorkflowNode>([node]);
        while (ahead.TryDequeue(out var below))
        {
            var next = EnclosingOf(below);
            if (TryGet(below.BoundaryId, out var boundary))
            {
                next = next.Append(boundary);
            }

            foreach (var up in next.Where(up => seen.Add(up.Id)))
            {
                above.Add(up);
                ahead.Enqueue(up);
            }
        }

        return above;
    }

    /// <summary>The Retry node this node is an attempt of, or null.</summary>
    internal WorkflowNode? RetryOf(WorkflowNode attempt) =>
        attempt.IsAttempt ? ParentsOf(attempt).FirstOrDefault(parent => parent.IsRetry && IsInside(attempt, parent)) : null;

    /// <summary>Whether this node is an attempt that its Retry node has gone beyond.</summary>
    internal bool IsEarlierAttempt(WorkflowNode node) => RetryOf(node) is { } retry && LastAttemptOf(retry) is { } last && last != node.Id;

    /// <summary>Whether this node is, or is inside, an attempt that its Retry node has gone beyond.</summary>
    internal bool IsInEarlierAttempt(WorkflowNode node) => IsEarlierAttempt(node) || Boundaries(node).Any(IsEarlierAttempt);

    /// <summary>Whether the first node is an attempt of the second.</summary>
    internal static bool IsAttemptOf(WorkflowNode node, WorkflowNode retry) =>
        node.IsAttempt && retry.IsRetry && retry.Children.Contains(node.Id);

    private string? LastAttemptOf(WorkflowNode retry) =>
        retry.Children.LastOrDefault(child => TryGet(child, out var node) && node.IsAttempt && IsInside(node, retry));

    private IEnumerable<WorkflowNode> EnclosingOf(WorkflowNode node) =>
        ParentsOf(node).Where(parent => (parent.IsGroup || (parent.IsRetry && node.IsAttempt)) && IsInside(node, parent));

    private List<WorkflowNode> ParentsOf(WorkflowNode node) => _parents.GetValueOrDefault(node.Id) ?? [];

    /// <summary>
    /// A group or Retry node has the same boundary as what is in it, and the names of what is in it begin with its own:
    /// <c>a[0]</c> holds <c>a[0].b</c>, <c>a.b</c> holds <c>a.b(1)</c>.
    /// </summary>
    private static bool IsInside(WorkflowNode node, WorkflowNode group) =>
        node.BoundaryId == group.BoundaryId
        && node.Name is { } name
        && group.Name is { } prefix
        && name.Length > prefix.Length
        && name.StartsWith(prefix, StringComparison.Ordinal)
        && name[prefix.Length] is ('.' or '(');
}

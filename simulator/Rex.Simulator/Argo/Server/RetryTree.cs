using Rex.Simulator.Argo.Nodes;

namespace Rex.Simulator.Argo.Server;

/// <summary>
/// The nodes as retry sees them: each with one parent, although a task that depends on several is a child of all of them. Where there are
/// several, the one with the greatest id counts.
/// </summary>
internal sealed class RetryTree
{
    private readonly NodeTable nodes;
    private readonly Dictionary<string, WorkflowNode> parents = new(StringComparer.Ordinal);

    /// <exception cref="RetryRefusedException">A node has no parent, or a child that is not there.</exception>
    public RetryTree(string workflow, NodeTable nodes)
    {
        this.nodes = nodes;
        foreach (var (_, node) in nodes.All.OrderBy(node => node.Key, StringComparer.Ordinal))
        {
            foreach (var child in node.Children)
            {
                parents[child] = node;
            }
        }

        foreach (var node in nodes.All.Values)
        {
            var isTop = node.Name == workflow || node.Name.StartsWith(workflow + ".onExit", StringComparison.Ordinal);
            if (!isTop && !parents.ContainsKey(node.Id))
            {
                throw new RetryRefusedException($"couldn't find parent node for {node.Id}");
            }

            if (node.Children.FirstOrDefault(child => nodes.Get(child) is null) is { } missing)
            {
                throw new RetryRefusedException($"coudln't obtain child {missing}");
            }
        }
    }

    public WorkflowNode? ParentOf(WorkflowNode node) => parents.GetValueOrDefault(node.Id);

    /// <summary>Every node reached from the root, nearer ones first.</summary>
    public IReadOnlyList<WorkflowNode> FromTop(string root) => nodes.Get(root) is { } top ? Reach([top]) : [];

    /// <summary>Every node below one.</summary>
    public IReadOnlyList<WorkflowNode> Below(WorkflowNode node) => Reach(node.Children.Select(id => nodes.Get(id)!));

    private List<WorkflowNode> Reach(IEnumerable<WorkflowNode> from)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var reached = from.Where(node => seen.Add(node.Id)).ToList();
        for (var i = 0; i < reached.Count; i++)
        {
            reached.AddRange(reached[i].Children.Select(id => nodes.Get(id)!).Where(child => seen.Add(child.Id)));
        }

        return reached;
    }
}

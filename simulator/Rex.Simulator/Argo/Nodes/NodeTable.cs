using System.Text.Json.Nodes;

namespace Rex.Simulator.Argo.Nodes;

/// <summary>The nodes of one workflow, by id.</summary>
internal sealed class NodeTable
{
    private readonly string workflow;
    private readonly JsonObject json;
    private readonly Dictionary<string, WorkflowNode> nodes = new(StringComparer.Ordinal);

    public NodeTable(string workflow, JsonObject json)
    {
        this.workflow = workflow;
        this.json = json;
        foreach (var (id, node) in json)
        {
            if (node is JsonObject value)
            {
                nodes[id] = new WorkflowNode(value);
            }
        }
    }

    public IReadOnlyDictionary<string, WorkflowNode> All => nodes;

    public WorkflowNode? Get(string id) => nodes.GetValueOrDefault(id);

    /// <summary>Looks by the id that follows from the name, as Argo does: a node without a name is found by it too.</summary>
    public WorkflowNode? GetByName(string name) => Get(IdOf(name));

    public string IdOf(string name) => NodeIds.Of(workflow, name);

    public WorkflowNode Add(string id, JsonObject node)
    {
        json[id] = node;
        return nodes[id] = new WorkflowNode(node);
    }
}

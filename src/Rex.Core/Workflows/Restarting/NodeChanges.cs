using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>Changes to a workflow's nodes, gathered as a merge patch: null removes a node, an object changes members of one.</summary>
internal sealed class NodeChanges
{
    private readonly JsonObject _patch = [];

    /// <summary>Removes a node.</summary>
    public void Remove(string id) => _patch[id] = null;

    /// <summary>Leaves these links and no others; an empty list becomes an absent member.</summary>
    public void Link(WorkflowNode node, IReadOnlyList<string> children, IReadOnlyList<string> outboundNodes)
    {
        SetLinks(node, "children", node.Children, children);
        SetLinks(node, "outboundNodes", node.OutboundNodes, outboundNodes);
    }

    /// <summary>Has a finished node go on.</summary>
    public void Reopen(WorkflowNode node)
    {
        var change = ChangeOf(node);
        change["phase"] = "Running";
        change["finishedAt"] = null;
        change["message"] = null;
    }

    /// <summary>Sets a member of a node.</summary>
    public void Set(WorkflowNode node, string member, JsonNode value) => ChangeOf(node)[member] = value;

    /// <summary>Puts the changes into a patch of <c>status</c>, written as the nodes were.</summary>
    public void AddTo(JsonObject status, MainWorkflow workflow, NodeStatus nodes)
    {
        if (nodes.Encoding == NodeEncoding.Plain)
        {
            if (_patch.Count > 0)
            {
                status["nodes"] = _patch.DeepClone();
            }

            return;
        }

        var whole = CompressedNodes.Read(workflow.Document.Text("status", "compressedNodes")!)!.Value.Nodes;
        var changed = (JsonObject)MergePatch.Apply(JsonObject.Create(whole)!, _patch);
        status["compressedNodes"] = CompressedNodes.Write(
            JsonSerializer.SerializeToUtf8Bytes(changed, RexJson.Default.JsonObject),
            nodes.Encoding
        );
        status["nodes"] = null;
    }

    private void SetLinks(WorkflowNode node, string member, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        if (!before.SequenceEqual(after))
        {
            ChangeOf(node)[member] = after.Count == 0 ? null : new JsonArray([.. after.Select(id => JsonValue.Create(id))]);
        }
    }

    private JsonObject ChangeOf(WorkflowNode node)
    {
        if (_patch[node.Id] is not JsonObject change)
        {
            _patch[node.Id] = change = [];
        }

        return change;
    }
}

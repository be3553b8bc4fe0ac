using System.Text.Json;

namespace Rex.Core.Workflows.Nodes;

/// <summary>A workflow's node status as it could be read.</summary>
public sealed record NodeStatus
{
    private NodeStatus(NodeTree tree, NodeEncoding encoding, string? problem)
    {
        Tree = tree;
        Encoding = encoding;
        Problem = problem;
    }

    /// <summary>The nodes; empty before the workflow's first operation.</summary>
    public NodeTree Tree { get; }

    /// <summary>How they are written, and have to be written back.</summary>
    internal NodeEncoding Encoding { get; }

    /// <summary>Why they cannot be relied on; null where they can.</summary>
    public string? Problem { get; }

    /// <summary>Whether the nodes are kept where, or in a way that, Rex cannot read: what they are cannot be told, also not that they are wrong.</summary>
    public bool IsHidden { get; private init; }

    private static readonly JsonElement NoNodes = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>Reads the node status, wherever the controller keeps it. Never throws.</summary>
    public static NodeStatus Read(MainWorkflow workflow)
    {
        var document = workflow.Document;
        if (document.Text("status", "offloadNodeStatusVersion") is { } version)
        {
            return Hidden(workflow, $"its node status is off-loaded to a database (version {version})");
        }

        // Where both are there the controller goes by the plain ones.
        if (document.Text("status", "compressedNodes") is { } compressed && !document.Members("status", "nodes").Any())
        {
            return CompressedNodes.Read(compressed) is { } unfolded
                ? Checked(workflow, unfolded.Nodes, unfolded.Encoding)
                : Hidden(workflow, "its node status is compressed in a way that cannot be read (gzip and Brotli can)");
        }

        return document.Find("status", "nodes") switch
        {
            null or { ValueKind: JsonValueKind.Null } => Checked(workflow, NoNodes, NodeEncoding.Plain),
            { ValueKind: JsonValueKind.Object } nodes => Checked(workflow, nodes, NodeEncoding.Plain),
            _ => Unreadable(workflow, "status.nodes is no object"),
        };
    }

    private static NodeStatus Checked(MainWorkflow workflow, JsonElement nodes, NodeEncoding encoding)
    {
        var tree = new NodeTree(workflow.Name, nodes);
        var problem =
            tree.Nodes.Count == nodes.GetPropertyCount()
                ? NodeTreeCheck.ProblemOf(tree, workflow.Name)
                : "some of its nodes have the same id, or one that is no text";
        return new NodeStatus(tree, encoding, problem);
    }

    private static NodeStatus Hidden(MainWorkflow workflow, string problem) => Unreadable(workflow, problem) with { IsHidden = true };

    private static NodeStatus Unreadable(MainWorkflow workflow, string problem) =>
        new(new NodeTree(workflow.Name, NoNodes), NodeEncoding.Plain, problem);
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Nodes;

/// <summary>
/// How workflow controller and Argo Server keep a workflow's nodes: in <c>status.nodes</c>, or in <c>status.compressedNodes</c> once the
/// whole workflow has become too large. Off-loading to a database is switched off, as it is by default.
/// </summary>
/// <param name="Version">4.1 reads Brotli too.</param>
/// <param name="MaxWorkflowSize">The largest workflow with plain nodes, in bytes of JSON (MAX_WORKFLOW_SIZE).</param>
/// <param name="Compression">How nodes are written; 3.7 knows gzip alone.</param>
internal sealed record NodeStorage(
    ArgoVersion Version,
    int MaxWorkflowSize = 1024 * 1024,
    NodeCompression Compression = NodeCompression.Gzip
)
{
    /// <summary>The nodes, whichever way they are stored; null where there are none or they cannot be read. Changes nothing.</summary>
    public static JsonObject? NodesOf(JsonObject? workflow)
    {
        var status = workflow?["status"] as JsonObject;
        if (status?["nodes"] is JsonObject { Count: > 0 } nodes)
        {
            return nodes;
        }

        try
        {
            return status?.Text("compressedNodes") is { Length: > 0 } compressed ? CompressedNodes.Read(compressed, brotliToo: true) : null;
        }
        catch (Exception error) when (error is InvalidDataException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Puts compressed nodes in their plain place. Nodes that stand there already go before compressed ones.</summary>
    /// <exception cref="InvalidDataException">They cannot be read.</exception>
    public void Unfold(JsonObject workflow)
    {
        if (
            workflow["status"] is not JsonObject status
            || status["nodes"] is JsonObject { Count: > 0 }
            || status.Text("compressedNodes") is not { Length: > 0 } compressed
        )
        {
            return;
        }

        try
        {
            status["nodes"] = CompressedNodes.Read(compressed, Version.ReadsBrotliNodes);
            status.Remove("compressedNodes");
        }
        catch (JsonException error)
        {
            // The real one has let go of the compressed text by then: the next write loses the nodes.
            status.Remove("compressedNodes");
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <summary>Compresses the nodes where the workflow is too large with them; where it is unfolded, that is.</summary>
    /// <exception cref="InvalidDataException">It is too large even so. The nodes stay plain.</exception>
    public void Fold(JsonObject workflow)
    {
        if (
            workflow["status"] is not JsonObject status
            || status["nodes"] is not JsonObject nodes
            || !string.IsNullOrEmpty(status.Text("compressedNodes"))
            || Size(workflow) <= MaxWorkflowSize
        )
        {
            return;
        }

        status["compressedNodes"] = CompressedNodes.Write(nodes, Version.ReadsBrotliNodes ? Compression : NodeCompression.Gzip);
        status.Remove("nodes");
        if (Size(workflow) is var size && size > MaxWorkflowSize)
        {
            status.Remove("compressedNodes");
            status["nodes"] = nodes;
            var text =
                $"workflow is longer than maximum allowed size. compressed size {size} > maxSize {MaxWorkflowSize}"
                + "Tried to offload but encountered error: offload node status is not supported";
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{text}"));
        }
    }

    private static int Size(JsonObject workflow) => Encoding.UTF8.GetByteCount(workflow.ToJsonString());
}

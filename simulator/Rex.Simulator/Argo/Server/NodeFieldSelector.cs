using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Server;

/// <summary>A <c>nodeFieldSelector</c>: <c>field=value</c> or <c>field!=value</c>, with commas between.</summary>
internal sealed class NodeFieldSelector(string text)
{
    private readonly List<(string Field, string Value, bool Equal)> terms =
    [
        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse),
    ];

    public bool Matches(JsonObject node) => terms.TrueForAll(term => (Value(node, term.Field) == term.Value) == term.Equal);

    private static (string Field, string Value, bool Equal) Parse(string term)
    {
        var equal = !term.Contains("!=", StringComparison.Ordinal);
        var parts = term.Split((string[])["!=", "==", "="], 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length > 1 ? parts[1] : "", equal);
    }

    private static string Value(JsonObject node, string field)
    {
        if (field.Split('.') is ["inputs", "parameters", var parameter, "value"])
        {
            var input = (node["inputs"] as JsonObject).Objects("parameters").FirstOrDefault(p => p.Text("name") == parameter);
            return input?["value"]?.ToString() ?? "";
        }

        return field is "displayName" or "templateName" or "phase" or "name" or "id" ? node.Text(field) ?? "" : "";
    }
}

using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Argo;

/// <summary>Node trees as text, with the fields that a stand-in has to have equal to the real Argo.</summary>
internal static class NodeTrees
{
    private static readonly string[] Compared =
    [
        "id",
        "name",
        "displayName",
        "type",
        "phase",
        "templateName",
        "boundaryID",
        "children",
        "outboundNodes",
        "inputs",
        "outputs",
        "message",
        "nodeFlag",
    ];

    /// <summary>The nodes that differ, with <c>+</c> where the stand-in has them so and <c>-</c> where the real Argo has.</summary>
    public static IReadOnlyList<string> Differences(JsonObject actual, JsonObject expected)
    {
        var mine = Describe(actual);
        var recorded = Describe(expected);
        return [.. mine.Except(recorded).Select(line => "+ " + line), .. recorded.Except(mine).Select(line => "- " + line)];
    }

    private static List<string> Describe(JsonObject nodes) => [.. nodes.Select(node => DescribeNode((JsonObject)node.Value!))];

    private static string DescribeNode(JsonObject node)
    {
        var kept = new JsonObject();
        foreach (var field in Compared)
        {
            if (node[field] is { } value && value is not JsonArray { Count: 0 })
            {
                kept[field] = Sorted(value);
            }
        }

        return kept.ToJsonString();
    }

    private static JsonNode? Sorted(JsonNode? value) =>
        value switch
        {
            JsonObject item => new JsonObject(
                item.OrderBy(field => field.Key, StringComparer.Ordinal)
                    .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => value?.DeepClone(),
        };
}

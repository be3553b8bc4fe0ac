using System.Text.Json.Nodes;

namespace Rex.Embedded.Tests.Differential;

/// <summary>Where two answers differ.</summary>
internal static class AnswerDifference
{
    /// <summary>Finds the differences.</summary>
    /// <returns>A line for each place, empty where the answers are alike. A member that is null is like one that is not there.</returns>
    public static IEnumerable<string> Between(JsonNode? embedded, JsonNode? real, string path = "")
    {
        switch (embedded, real)
        {
            case (JsonObject a, JsonObject b):
                return a.Select(p => p.Key)
                    .Union(b.Select(p => p.Key))
                    .Order(StringComparer.Ordinal)
                    .SelectMany(name => Between(a[name], b[name], $"{path}.{name}"));
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                return a.SelectMany((item, index) => Between(item, b[index], $"{path}[{index}]"));
            default:
                return JsonNode.DeepEquals(embedded, real) ? [] : [Line(path, Show(embedded), Show(real))];
        }
    }

    private static string Line(string path, string embedded, string real) => $"{path}: embedded {embedded}, real {real}";

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}

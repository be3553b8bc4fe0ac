using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>The requests that a stub is for.</summary>
/// <param name="Method">The HTTP method; <c>ANY</c> for all.</param>
/// <param name="Path">A regular expression, of Java's kind, for the whole path as it is sent, without the query.</param>
internal sealed record StubRequest(string Method, string Path)
{
    /// <summary>Query parameters, exactly as they are, decoded.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Regular expressions for query parameters.</summary>
    public IReadOnlyDictionary<string, string> QueryPatterns { get; init; } = new Dictionary<string, string>();

    /// <summary>The body, as JSON; null for any.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The token; null for any, empty for none.</summary>
    public string? Token { get; init; }

    /// <summary>A pattern for one path. GitHub does not look at the case of owners, repositories and labels.</summary>
    public static string Exactly(string path) => $@"(?i)\Q{path}\E";

    /// <summary>It as WireMock reads it.</summary>
    public JsonObject Render()
    {
        var request = new JsonObject { ["method"] = Method, ["urlPathPattern"] = Path };
        if (Query.Count + QueryPatterns.Count > 0)
        {
            request["queryParameters"] = new JsonObject([.. Matching("equalTo", Query), .. Matching("matches", QueryPatterns)]);
        }

        if (Body is not null)
        {
            request["bodyPatterns"] = new JsonArray(new JsonObject { ["equalToJson"] = Body.DeepClone() });
        }

        if (Token is not null)
        {
            request["headers"] = new JsonObject
            {
                ["Authorization"] =
                    Token.Length == 0
                        ? new JsonObject { ["absent"] = true }
                        : new JsonObject { ["matches"] = $@"(?i:bearer|token) +\Q{Token}\E" },
            };
        }

        return request;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Matching(string how, IReadOnlyDictionary<string, string> values) =>
        values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonObject { [how] = pair.Value }));
}

using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>What a stub answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body: JSON, or a text that is a page.</param>
internal sealed record StubAnswer(int Status, JsonNode Body)
{
    /// <summary>The header that says where the other pages are; null where there are none.</summary>
    public string? LinkHeader { get; init; }

    /// <summary>What becomes of the connection in place of an answer, by WireMock's name; null where it is answered.</summary>
    public string? Fault { get; init; }

    /// <summary>It as WireMock reads it.</summary>
    public JsonObject Render()
    {
        if (Fault is not null)
        {
            return new JsonObject { ["fault"] = Fault };
        }

        var isPage = Body is JsonValue;
        var headers = new JsonObject { ["Content-Type"] = isPage ? "text/html" : "application/json; charset=utf-8" };
        if (LinkHeader is not null)
        {
            headers["Link"] = LinkHeader;
        }

        return new JsonObject
        {
            ["status"] = Status,
            ["headers"] = headers,
            [isPage ? "body" : "jsonBody"] = Body.DeepClone(),
        };
    }
}

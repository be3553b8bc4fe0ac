using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Rex.Embedded.Tests.Conformance;

/// <summary>An answer of the API, with short ways into its body.</summary>
public sealed record ApiAnswer(HttpStatusCode Code, JsonNode Body, string Text)
{
    public JsonNode? this[string path]
    {
        get
        {
            JsonNode? node = Body;
            foreach (var name in path.Split('.'))
            {
                node = node switch
                {
                    JsonArray array => array.ElementAtOrDefault(int.Parse(name, CultureInfo.InvariantCulture)),
                    JsonObject map => map[name],
                    _ => null,
                };
            }

            return node;
        }
    }

    public string? Reason => (string?)this["reason"];

    public string? Message => (string?)this["message"];

    public string Name => (string)this["metadata.name"]!;

    public string Uid => (string)this["metadata.uid"]!;

    public string Version => (string)this["metadata.resourceVersion"]!;

    public long Generation => (long)this["metadata.generation"]!;

    public IEnumerable<string> ItemNames => ((JsonArray)this["items"]!).Select(i => (string)i!["metadata"]!["name"]!);

    public IEnumerable<string> CauseFields => ((JsonArray?)this["details.causes"] ?? []).Select(c => (string)c!["field"]!);

    public ApiAnswer ShouldBe(int code)
    {
        ((int)Code).ShouldBe(code, Text);
        return this;
    }

    public ApiAnswer ShouldFail(int code, string reason)
    {
        ShouldBe(code);
        Text.ShouldSatisfyAllConditions(
            () => ((string?)this["kind"]).ShouldBe("Status"),
            () => ((string?)this["apiVersion"]).ShouldBe("v1"),
            () => ((string?)this["status"]).ShouldBe("Failure"),
            () => Reason.ShouldBe(reason),
            () => ((int?)this["code"]).ShouldBe(code)
        );
        return this;
    }
}

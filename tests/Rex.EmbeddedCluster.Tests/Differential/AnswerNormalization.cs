using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Differential;

/// <summary>
/// Takes from an answer what cannot be the same on two servers, or is not in the older one of the two. Each rule stands with its reason in
/// the table of docs/embedded-cluster.md; what it names is counted in the order of its first appearance, so that "the same one again" is compared.
/// </summary>
internal sealed partial class AnswerNormalization
{
    private readonly Dictionary<string, string> _names = [];

    public JsonObject Of(ApiAnswer answer)
    {
        var body = answer.Body is JsonObject { Count: 0 } ? answer.Text : answer.Body.DeepClone();

        var result = new JsonObject { ["code"] = (int)answer.Code, ["body"] = body };
        switch (body)
        {
            case JsonObject list when list["items"] is JsonArray items:
                ListMetadata(list["metadata"]!.AsObject());
                foreach (var item in items)
                {
                    Object(item!.AsObject());
                }

                break;
            case JsonObject status when (string?)status["kind"] == "Status":
                StatusNormalization.Apply(status, Named);
                break;
            case JsonObject obj:
                Object(obj);
                break;
        }

        return (JsonObject)WithNames(result)!;
    }

    /// <summary>Names what is random, in an order that both servers share.</summary>
    private JsonNode? WithNames(JsonNode? node) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, WithNames(p.Value))).ToList()
            ),
            JsonArray list => new JsonArray([.. list.Select(WithNames)]),
            JsonValue value when value.TryGetValue<string>(out var text) => Random().Replace(text, match => Named("random", match.Value)),
            _ => node?.DeepClone(),
        };

    private static void ListMetadata(JsonObject metadata)
    {
        metadata["resourceVersion"] = metadata["resourceVersion"] is null ? null : "version";
        metadata["continue"] = string.IsNullOrEmpty((string?)metadata["continue"]) ? null : "token";
    }

    private void Object(JsonObject obj)
    {
        if (obj["metadata"] is not JsonObject metadata)
        {
            return;
        }

        if ((string?)metadata["resourceVersion"] is { } version)
        {
            metadata["resourceVersion"] = Named("version", version);
        }

        foreach (var time in (string[])["creationTimestamp", "deletionTimestamp"])
        {
            if (metadata[time] is JsonValue value && IsRecent((string?)value))
            {
                metadata[time] = "now";
            }
        }

        if (obj["spec"] is JsonObject spec && spec["template"] is JsonObject template && spec["backoffLimit"] is not null)
        {
            Job(obj, spec, template);
        }
    }

    /// <summary>What newer servers put into each job.</summary>
    private static void Job(JsonObject obj, JsonObject spec, JsonObject template)
    {
        obj["metadata"]!.AsObject().Remove("generation");
        spec.Remove("completionMode");
        spec.Remove("suspend");
        foreach (var newer in (string[])["batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name"])
        {
            (obj["metadata"]!["labels"] as JsonObject)?.Remove(newer);
            (template["metadata"]?["labels"] as JsonObject)?.Remove(newer);
        }

        if (
            spec["selector"]?["matchLabels"] is JsonObject selector
            && selector.Remove("batch.kubernetes.io/controller-uid", out var controller)
        )
        {
            selector["controller-uid"] = controller;
        }
    }

    private string Named(string what, string value)
    {
        if (!_names.TryGetValue(value, out var name))
        {
            _names[value] = name = $"{what}-{_names.Count(n => n.Value.StartsWith(what, StringComparison.Ordinal)) + 1}";
        }

        return name;
    }

    private static bool IsRecent(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && (time - DateTimeOffset.UtcNow).Duration() < TimeSpan.FromHours(1);

    /// <summary>Uids, and names that end in five random letters.</summary>
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(gen-[0-9]+|Upper)-[a-z0-9]{5}")]
    private static partial Regex Random();
}

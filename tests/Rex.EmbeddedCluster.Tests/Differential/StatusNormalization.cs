using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rex.Embedded.Tests.Differential;

/// <summary>The part of the normalisation that is about <c>Status</c> answers: their messages and causes.</summary>
internal static partial class StatusNormalization
{
    public static void Apply(JsonObject status, Func<string, string, string> named)
    {
        if ((string?)status["message"] is { } message)
        {
            status["message"] = VersionInMessage()
                .Replace(message, match => $"{match.Groups[1].Value} ({named("version", match.Groups[2].Value)})");
        }

        switch ((int?)status["code"])
        {
            case 400 or 415 or 500:
                status.Remove("message");
                status.Remove("details");
                break;
            case 422 when status["details"] is JsonObject details && details["causes"] is JsonArray causes:
                status["message"] = ((string)status["message"]!).Split(" is invalid: ")[0];
                details["causes"] = new JsonArray([
                    .. Causes(causes, ((string?)details["group"])?.Contains("example", StringComparison.Ordinal) == true),
                ]);
                break;
        }
    }

    private static IEnumerable<JsonNode> Causes(JsonArray causes, bool custom) =>
        causes
            .Select(cause => Cause((string?)cause!["field"] ?? "", (string)cause["reason"]!, custom))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(cause => (JsonNode)JsonValue.Create(cause)!);

    private static string Cause(string field, string reason, bool custom) =>
        custom && !field.StartsWith("metadata", StringComparison.Ordinal) ? Index().Replace(field, "") : $"{field} {reason}";

    [GeneratedRegex(@"(ResourceVersion in (?:the )?(?:precondition|record)) \(([0-9]+)\)")]
    private static partial Regex VersionInMessage();

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();
}

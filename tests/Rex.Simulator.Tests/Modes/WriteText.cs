using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Modes;

/// <summary>Writes in words, the ones that were told and the ones that were made alike, so that the two can be compared.</summary>
internal static partial class WriteText
{
    /// <summary>Without the deletions of task results: a pod writes one more when it is killed.</summary>
    public static List<string> Lasting(IEnumerable<string> writes) => [.. writes.Where(write => !write.Contains(" workflowtaskresults/"))];

    public static string Describe(LedgerEntry entry)
    {
        if (entry.Target == LedgerTarget.GitHub)
        {
            var match = RexWrite.LabelPath().Match(entry.Path);
            return $"unlabel {match.Groups["repo"].Value}#{match.Groups["number"].Value} {match.Groups["label"].Value} ";
        }

        var path = ResourcePath.Parse(entry.Path)!;
        var body = entry.Body;
        // How long a pod may take, and whether its end is waited for, is the adapter's to add.
        return $"{entry.Method.ToLowerInvariant()} {path.Plural}/{path.Name} {Plain(entry.Method == "DELETE" ? body?["preconditions"] : body)}";
    }

    public static string Describe(JsonObject write)
    {
        var body = write["body"];
        return $"{write["action"]} {write["target"]} {Plain((string?)write["action"] == "delete" ? body!["preconditions"] : body)}";
    }

    /// <summary>Without what no two runs have in common: versions and times.</summary>
    private static string Plain(JsonNode? body) =>
        Times().Replace(Versions().Replace(body?.ToJsonString() ?? "", "\"resourceVersion\":\"…\""), "…");

    [GeneratedRegex("\"resourceVersion\":\"[^\"]*\"")]
    private static partial Regex Versions();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")]
    private static partial Regex Times();
}

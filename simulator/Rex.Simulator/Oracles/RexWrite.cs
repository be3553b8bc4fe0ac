using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Oracles;

/// <summary>One write of Rex that took effect.</summary>
/// <param name="Entry">The request.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">The object's name; for labels <c>owner/name#number</c>, for Events that of the object they are about.</param>
/// <param name="RemediationId">The remediation that a hold, a restart write or an Event names; empty for others.</param>
internal sealed partial record RexWrite(LedgerEntry Entry, RexWriteKind Kind, string Name, string RemediationId)
{
    public const string HeldBy = "rex.agents.platform/held-by";
    public const string RestartedFor = "rex.agents.platform/restarted-for";
    public const string RestartedHead = "rex.agents.platform/restarted-head";

    public static bool IsRex(string identity) => identity.StartsWith("rex-", StringComparison.Ordinal);

    public static IReadOnlyList<RexWrite> AllIn(Evidence evidence) =>
        [
            .. evidence
                .Entries.Where(entry => entry is { IsWrite: true, TookEffect: true } && IsRex(entry.Identity))
                .Select(entry => entry.Target == LedgerTarget.GitHub ? OnGitHub(entry) : OnCluster(entry, evidence)),
        ];

    private static RexWrite OnGitHub(LedgerEntry entry)
    {
        if (entry.Method == "POST" && AttemptsPath().IsMatch(entry.Path))
        {
            // It has a push delivered again; nothing is changed.
            return new RexWrite(entry, RexWriteKind.Own, entry.Path, "");
        }

        var match = LabelPath().Match(entry.Path);
        return match.Success && entry.Method == "DELETE"
            ? new RexWrite(entry, RexWriteKind.RemoveLabel, $"{match.Groups["repo"].Value}#{match.Groups["number"].Value}", "")
            : new RexWrite(entry, RexWriteKind.Foreign, entry.Path, "");
    }

    private static RexWrite OnCluster(LedgerEntry entry, Evidence evidence)
    {
        var path = ResourcePath.Parse(entry.Path);
        return (path?.Plural, entry.Method) switch
        {
            ("remediations" or "leases", _) when IsOwn(entry, path!, evidence) => Make(RexWriteKind.Own),
            ("events", "POST") => OfEvent(entry),
            ("workflows", "PATCH" or "PUT") => OnWorkflow(entry, path!.Name, evidence),
            ("coderuns", "DELETE") when path!.Name.Length > 0 => Make(RexWriteKind.CancelRun),
            ("pods", "DELETE" or "PATCH") when path!.Name.Length > 0 => Make(RexWriteKind.Pod),
            ("workflowtaskresults", "DELETE") when path!.Name.Length > 0 => Make(RexWriteKind.TaskResult),
            _ => new RexWrite(entry, RexWriteKind.Foreign, path?.ToString() ?? entry.Path, ""),
        };

        RexWrite Make(RexWriteKind kind) => new(entry, kind, path!.Name, "");
    }

    /// <summary>One remediation, or the one Lease that Rex is told to use; never all of them at once.</summary>
    private static bool IsOwn(LedgerEntry entry, ResourcePath path, Evidence evidence)
    {
        var name = path.Name.Length == 0 && entry.Method == "POST" ? Text(entry.Answer?["metadata"]?["name"]) : path.Name;
        return !string.IsNullOrEmpty(name) && (path.Plural == "remediations" || name == evidence.Lease);
    }

    /// <summary>Whether what it says of the object and of the remediation is true is for the rules to judge.</summary>
    private static RexWrite OfEvent(LedgerEntry entry)
    {
        var (regarding, related) = (entry.Body?["regarding"], entry.Body?["related"]);
        var (kind, name) = (Text(regarding?["kind"]), Text(regarding?["name"]) ?? "");
        return kind switch
        {
            "Remediation" => new RexWrite(entry, RexWriteKind.Own, name, ""),
            "Workflow" => new RexWrite(entry, RexWriteKind.Event, name, Text(related?["name"]) ?? ""),
            _ => new RexWrite(entry, RexWriteKind.Foreign, $"an Event about {kind} {name}", ""),
        };
    }

    private static RexWrite OnWorkflow(LedgerEntry entry, string name, Evidence evidence)
    {
        var metadata = entry.Body?["metadata"];
        if (Text(metadata?["annotations"]?[RestartedFor]) is { } restarted)
        {
            return new RexWrite(entry, RexWriteKind.Restart, name, restarted);
        }

        if (Text(metadata?["annotations"]?[HeldBy]) is { } holder)
        {
            return new RexWrite(entry, RexWriteKind.Hold, name, holder);
        }

        var isReset = Text(metadata?["labels"]?["current-stage"]) == evidence.ResetStage;
        return new RexWrite(entry, isReset ? RexWriteKind.Reset : RexWriteKind.WorkflowOther, name, "");
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex(@"\A/(?:app/hook|repos/[^/]+/[^/]+/hooks/\d+)/deliveries/\d+/attempts\z")]
    private static partial Regex AttemptsPath();

    [GeneratedRegex(@"\A/repos/(?<repo>[^/]+/[^/]+)/issues/(?<number>\d+)/labels/(?<label>[^/?]+)\z")]
    internal static partial Regex LabelPath();
}

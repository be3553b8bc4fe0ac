using System.Text.Json.Nodes;
using Rex.Simulator.Argo;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S1: of a workflow Rex writes what a restart needs and nothing else: of its labels those of the hold, the stage and the phase, of its annotations its own, and
/// with the restart the status; of a node that stays only what lets it go on.
/// </summary>
internal static class WorkflowMembers
{
    private const string Stage = "current-stage";

    private static readonly Dictionary<RexWriteKind, HashSet<string>> Labels = new()
    {
        [RexWriteKind.Hold] = [ArgoNames.Completed],
        [RexWriteKind.Reset] = [Stage],
        [RexWriteKind.Restart] =
        [
            Stage,
            ArgoNames.Completed,
            "workflows.argoproj.io/phase",
            "workflows.argoproj.io/workflow-archiving-status",
        ],
        [RexWriteKind.WorkflowOther] = [ArgoNames.Completed],
    };

    private static readonly HashSet<string> Status =
    [
        "nodes",
        "compressedNodes",
        "taskResultsCompletionStatus",
        "phase",
        "message",
        "startedAt",
        "finishedAt",
        "conditions",
    ];

    private static readonly HashSet<string> OfNodes = ["phase", "message", "finishedAt", "children", "outboundNodes"];

    public static IEnumerable<Violation> Check(Testimony testimony) =>
        from write in testimony.Writes
        where Labels.ContainsKey(write.Kind)
        from member in InPatch(write).Concat(write.Kind == RexWriteKind.Restart ? InNodes(testimony, write) : [])
        select new Violation("S1", NoWriteOutside.Describe(write), write.Entry.At, $"{member} is not for Rex to write ({write.Kind})");

    private static IEnumerable<string> InPatch(RexWrite write)
    {
        var metadata = write.Entry.Body?["metadata"];
        return
        [
            .. Members(write.Entry.Body, member => member == "metadata" || (member == "status" && write.Kind == RexWriteKind.Restart)),
            .. Members(metadata, member => member is "uid" or "resourceVersion" or "labels" or "annotations"),
            .. Members(metadata?["labels"], Labels[write.Kind].Contains),
            .. Members(metadata?["annotations"], member => member.StartsWith("rex.agents.platform/", StringComparison.Ordinal)),
            .. Members(write.Entry.Body?["status"], Status.Contains),
        ];
    }

    /// <summary>However the nodes are stored, a patch of compressed ones cannot be read: what was there before and after is compared.</summary>
    private static IEnumerable<string> InNodes(Testimony testimony, RexWrite write)
    {
        var before = Testimony.Nodes(testimony.Objects.Before("workflows", write.Name, write.Entry.Sequence));
        foreach (var (id, after) in Testimony.Nodes(write.Entry.Answer) ?? [])
        {
            if (before?[id] is JsonObject was && after is JsonObject now)
            {
                // A gate that is opened gets its values.
                var isGate = was["type"]?.GetValue<string>() == "Suspend";
                var changed = was.Concat(now).Select(pair => pair.Key).Distinct().Where(key => !JsonNode.DeepEquals(was[key], now[key]));
                foreach (var member in changed.Where(key => !OfNodes.Contains(key) && !(isGate && key == "outputs")))
                {
                    yield return $"{member} of node {id}";
                }
            }
        }
    }

    private static IEnumerable<string> Members(JsonNode? of, Func<string, bool> isAllowed) =>
        of is JsonObject members ? members.Select(member => member.Key).Where(member => !isAllowed(member)) : [];
}

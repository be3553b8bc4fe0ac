using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S1: a write goes to what was looked at, and to nothing that has taken its place since: every write on a workflow carries its
/// resourceVersion, every deletion a UID, that of a run its resourceVersion too; and no pod is deleted by force, which would leave its process alone on its node.
/// </summary>
internal static class Preconditions
{
    public static IEnumerable<Violation> Check(Testimony testimony) =>
        testimony
            .Writes.Select(write => (write, why: WhyNot(write)))
            .Where(pair => pair.why is not null)
            .Select(pair => new Violation("S1", NoWriteOutside.Describe(pair.write), pair.write.Entry.At, pair.why!));

    private static string? WhyNot(RexWrite write) =>
        write.Kind switch
        {
            RexWriteKind.Hold or RexWriteKind.Reset or RexWriteKind.Restart or RexWriteKind.WorkflowOther => OnWorkflow(write),
            RexWriteKind.CancelRun => OnDeletion(write) ?? OnRunDeletion(write),
            RexWriteKind.TaskResult => OnDeletion(write),
            RexWriteKind.Pod when write.Entry.Method == "DELETE" => OnDeletion(write) ?? OnPodDeletion(write),
            _ => null,
        };

    private static string? OnWorkflow(RexWrite write) =>
        write.Entry.Body?["metadata"]?["resourceVersion"] is null
            ? "it was written without the resourceVersion of what was looked at"
            : null;

    private static string? OnDeletion(RexWrite write) =>
        write.Entry.Body?["preconditions"]?["uid"] is null ? "it was deleted without the UID of what was looked at" : null;

    private static string? OnRunDeletion(RexWrite write) =>
        write.Entry.Body?["preconditions"]?["resourceVersion"] is null
            ? "it was deleted without the resourceVersion of what was looked at: it may have finished since"
            : null;

    private static string? OnPodDeletion(RexWrite write) =>
        write.Entry.Body?["gracePeriodSeconds"] is JsonValue grace && grace.TryGetValue<int>(out var seconds) && seconds == 0
        || write.Entry.Path.Contains("gracePeriodSeconds=0", StringComparison.Ordinal)
            ? "the pod was deleted by force"
            : null;
}

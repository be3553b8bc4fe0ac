using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S4: what a restart set going is left alone. After it nothing of the task is cancelled, unlabelled or set back until a newer push has been delivered,
/// except where the restart is put right; whoever stood still since before the restart would take away the restarted QA's own.
/// </summary>
internal static class RestartLeftAlone
{
    private const string WokenAt = "rex.agents.platform/woken-at";

    public static IEnumerable<Violation> Check(Testimony testimony) =>
        testimony
            .Writes.GroupBy(testimony.TaskOf)
            .Where(writes => writes.Key is not null)
            .SelectMany(writes => CheckTask(testimony, writes.Key!, writes));

    private static IEnumerable<Violation> CheckTask(Testimony testimony, TaskFacts task, IEnumerable<RexWrite> writes)
    {
        List<RexWrite> restarts = [];
        PushFact? newest = null;
        foreach (var write in writes)
        {
            if (write.Kind == RexWriteKind.Restart)
            {
                if (testimony.PushOf(write.RemediationId) is { } push && !(push.Order < newest?.Order))
                {
                    restarts.RemoveAll(earlier => earlier.RemediationId != write.RemediationId);
                    restarts.Add(write);
                    newest = push;
                }
            }
            else if (newest is not null && TakesAway(write) && !IsDue(testimony, task, newest, write))
            {
                if (!RestartedOnce.IsDisturbed(testimony, restarts, write))
                {
                    yield return new Violation(
                        "S4",
                        NoWriteOutside.Describe(write),
                        write.Entry.At,
                        $"it was written ({write.Kind}) after the restart for {newest.After[..12]}, and no newer push had come"
                    );
                }
            }
        }
    }

    private static bool TakesAway(RexWrite write) =>
        write.Kind
            is RexWriteKind.RemoveLabel
                or RexWriteKind.CancelRun
                or RexWriteKind.Pod
                or RexWriteKind.TaskResult
                or RexWriteKind.Reset
        || (write.Kind == RexWriteKind.WorkflowOther && !IsWaking(write));

    private static bool IsWaking(RexWrite write) =>
        write.Entry.Body?["metadata"]?["annotations"] is JsonObject { Count: 1 } annotations && annotations.ContainsKey(WokenAt);

    private static bool IsDue(Testimony testimony, TaskFacts task, PushFact newest, RexWrite write) =>
        testimony.PushesOf(task).Any(push => push.Order > newest.Order && push.DeliveredAt <= write.Entry.At);
}

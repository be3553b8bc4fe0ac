using System.Text.Json.Nodes;
using Rex.Simulator.Argo;

namespace Rex.Simulator.Oracles;

/// <summary>
/// S5: a restart comes at least the settling time after its hold was answered, and no hold is lifted while a newer push, which restarts QA
/// afterwards, is waiting for its turn.
/// </summary>
internal static class HoldsKept
{
    public static IEnumerable<Violation> Check(Testimony testimony) =>
        testimony.Evidence.Tasks.SelectMany(task => CheckTask(testimony, task));

    private static IEnumerable<Violation> CheckTask(Testimony testimony, TaskFacts task)
    {
        DateTimeOffset? heldAt = null;
        foreach (var write in testimony.Writes.Where(write => write.Name == task.Workflow))
        {
            var before = testimony.Objects.Before("workflows", task.Workflow, write.Entry.Sequence);
            var wasHeld = before is not null && Testimony.Label(before, ArgoNames.Completed) == "true";
            if (!wasHeld)
            {
                heldAt = null;
            }

            if (write.Kind == RexWriteKind.Hold && !wasHeld)
            {
                heldAt = write.Entry.At;
            }
            else if (write.Kind == RexWriteKind.Restart && write.Entry.At - heldAt < testimony.Evidence.Settle)
            {
                yield return Violated(write, $"QA was restarted only {write.Entry.At - heldAt} after the hold");
            }
            else if (
                write.Kind == RexWriteKind.WorkflowOther
                && wasHeld
                && IsLifted(write)
                && WaitingPush(testimony, write, before!) is { } push
            )
            {
                yield return Violated(write, $"the hold was lifted although the push of {push.After[..12]} was waiting");
            }
        }
    }

    private static bool IsLifted(RexWrite write) =>
        write.Entry.Body?["metadata"]?["labels"] is JsonObject labels && labels[ArgoNames.Completed]?.GetValue<string>() == "false";

    private static PushFact? WaitingPush(Testimony testimony, RexWrite write, JsonObject before)
    {
        var holder = before["metadata"]?["annotations"]?[RexWrite.HeldBy]?.GetValue<string>() ?? "";
        var order = testimony.PushOf(holder)?.Order;
        return testimony
            .Writes.Where(later =>
                later.Kind == RexWriteKind.Restart && later.Name == write.Name && later.Entry.Sequence > write.Entry.Sequence
            )
            .Select(later => testimony.PushOf(later.RemediationId))
            .FirstOrDefault(push => push is not null && push.Order > order && push.DeliveredAt <= write.Entry.At);
    }

    private static Violation Violated(RexWrite write, string why) => new("S5", NoWriteOutside.Describe(write), write.Entry.At, why);
}

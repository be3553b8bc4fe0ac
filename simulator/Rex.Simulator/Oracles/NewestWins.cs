namespace Rex.Simulator.Oracles;

/// <summary>S3: an older push never changes what a newer one did, and no push changes what another task's did.</summary>
internal static class NewestWins
{
    public static IEnumerable<Violation> Check(Testimony testimony)
    {
        // An Event changes nothing, and may come late.
        var changes = testimony.Writes.Where(write => write.RemediationId.Length > 0 && write.Kind != RexWriteKind.Event);
        foreach (var writes in changes.GroupBy(write => write.Name))
        {
            PushFact? newest = null;
            foreach (var write in writes)
            {
                if (testimony.PushOf(write.RemediationId) is not { } push)
                {
                    yield return Violated(write, $"'{write.RemediationId}' names no push of the scenario");
                    continue;
                }

                if (testimony.TaskOfWorkflow(write.Name) is { } task && !IsOf(push.Task!, task))
                {
                    yield return Violated(
                        write,
                        $"the push of {push.After[..12]} is to {push.Task!.Name}, and the workflow is that of {task.Name}"
                    );
                }

                if (newest is not null && push.Order < newest.Order)
                {
                    yield return Violated(
                        write,
                        $"the push of {push.After[..12]} is older than {newest.After[..12]}, which had restarted QA"
                    );
                }

                if (write.Kind == RexWriteKind.Restart && push.Order >= (newest?.Order ?? 0))
                {
                    newest = push;
                }
            }
        }
    }

    /// <summary>The scenario can have several workflows of one task, each under a name of its own.</summary>
    private static bool IsOf(TaskFacts pushed, TaskFacts written) =>
        pushed.Number == written.Number && string.Equals(pushed.Repository, written.Repository, StringComparison.OrdinalIgnoreCase);

    private static Violation Violated(RexWrite write, string why) => new("S3", NoWriteOutside.Describe(write), write.Entry.At, why);
}

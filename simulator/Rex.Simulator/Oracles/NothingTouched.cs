namespace Rex.Simulator.Oracles;

/// <summary>
/// S2: an ignored push, a duplicate, a superseded one that had not begun, and a skip that touches nothing write nothing to the platform.
/// </summary>
internal static class NothingTouched
{
    private static readonly HashSet<string> Reasons =
    [
        "AlreadyCompleted",
        "AlreadyCovered",
        "NotStarted",
        "AmbiguousWorkflow",
        "WorkflowUnreadable",
        "NotRewindable",
        "RewindNotAllowed",
    ];

    public static IEnumerable<Violation> Check(Testimony testimony)
    {
        foreach (var task in testimony.Evidence.Tasks)
        {
            var remediations = testimony.RemediationsOf(task).ToList();
            if (remediations.Count > 0 && remediations.All(remediation => Reasons.Contains(remediation.Reason)))
            {
                var reasons = string.Join(", ", remediations.Select(remediation => remediation.Reason).Distinct());
                foreach (var write in PlatformWritesOf(testimony, task))
                {
                    yield return Violated(write, $"every push to {task.Name} ended as {reasons}, which touches nothing");
                }
            }
        }

        var unbegun = testimony
            .Evidence.Remediations.Where(remediation => remediation is { Phase: "Superseded", HasBegun: false })
            .Select(remediation => remediation.Id)
            .ToHashSet();
        foreach (var write in testimony.Writes.Where(write => unbegun.Contains(write.RemediationId)))
        {
            yield return Violated(write, $"{write.RemediationId} was superseded before it had begun");
        }
    }

    /// <summary>Rex's writes to what the platform and GitHub have of a task, and Events about its main workflow.</summary>
    internal static IEnumerable<RexWrite> PlatformWritesOf(Testimony testimony, TaskFacts task) =>
        testimony.Writes.Where(write => testimony.TaskOf(write) == task);

    private static Violation Violated(RexWrite write, string why) => new("S2", NoWriteOutside.Describe(write), write.Entry.At, why);
}

using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// L1: once pushes and faults stop, the task's QA runs on its newest code without a person: a quality run and then a testing run that
/// were created after the newest push have succeeded, and the main workflow with them. Except after a final failure, or where there was nothing to
/// run QA on.
/// </summary>
internal static class NewestCodeReachesQa
{
    private static readonly HashSet<string> PromiseQa = ["Restarted", "GateOpened", "NotStarted", "AlreadyCovered"];

    private static readonly HashSet<string> FinalFailures =
    [
        "WorkflowNotFound",
        "AmbiguousWorkflow",
        "WorkflowReplaced",
        "WorkflowUnreadable",
        "NotRewindable",
        "GateNeedsValue",
        "RewindNotAllowed",
        "AccessLost",
        "PermissionMissing",
    ];

    public static IEnumerable<Violation> Check(Testimony testimony)
    {
        foreach (var task in testimony.Evidence.Tasks.Where(task => !testimony.Evidence.MayBeUnfinished.Contains(task.Name)))
        {
            if (testimony.PushesOf(task).LastOrDefault() is not { } newest)
            {
                continue;
            }

            var outcome = testimony.RemediationsOf(task).LastOrDefault(remediation => testimony.PushOf(remediation.Id) == newest);
            if (outcome is null)
            {
                yield return Violated($"the newest push ({newest.After[..12]}) was never accepted");
            }
            else if (outcome.Phase is not ("Succeeded" or "Skipped" or "Failed") && !IsRestartedOn(testimony, task, newest))
            {
                yield return Violated($"the newest push ({newest.After[..12]}) ended as '{outcome.Phase}' {outcome.Reason}");
            }
            else if (outcome.Phase == "Failed" && (testimony.Evidence.NothingMayFail || !FinalFailures.Contains(outcome.Reason)))
            {
                yield return Violated($"the newest push ({newest.After[..12]}) failed as {outcome.Reason}, and QA does not run on it");
            }
            else if (PromiseQa.Contains(outcome.Reason) || outcome.Phase == "Superseded")
            {
                foreach (var why in Unfinished(testimony, task, newest, outcome.Reason))
                {
                    yield return Violated(why);
                }
            }
            else if (SkipGrounds.WhyNot(testimony, task, outcome) is { } why)
            {
                yield return Violated($"the newest push ({newest.After[..12]}) ended as {outcome.Reason}, and {why}");
            }

            Violation Violated(string why) => new("L1", $"workflows/{task.Workflow}", testimony.Evidence.EndedAt, why);
        }
    }

    /// <summary>
    /// Whether an older push's restart found the newest commit at the head already, since it was pushed before: its own delivery, which comes
    /// later, has nothing left to do.
    /// </summary>
    private static bool IsRestartedOn(Testimony testimony, TaskFacts task, PushFact newest) =>
        testimony.Writes.Any(write =>
            write.Kind == RexWriteKind.Restart
            && write.Name == task.Workflow
            && write.Entry.At > newest.PushedAt
            && write.Entry.Body?["metadata"]?["annotations"]?[RexWrite.RestartedHead]?.GetValue<string>() is { } head
            && head.StartsWith(newest.After, StringComparison.Ordinal)
        );

    private static IEnumerable<string> Unfinished(Testimony testimony, TaskFacts task, PushFact newest, string reason)
    {
        var runs = testimony
            .Objects.LastOfAll("coderuns")
            .Where(run => testimony.TaskOfRun(run) == task && Testimony.Phase(run) == "Succeeded")
            .Where(run => Testimony.CreatedAt(run) >= newest.PushedAt)
            .ToList();
        DateTimeOffset? after = null;
        foreach (var app in testimony.Evidence.QaApps)
        {
            var run = runs.Where(run => Testimony.Label(run, "github-app") == app && Testimony.CreatedAt(run) >= (after ?? newest.PushedAt))
                .OrderBy(Testimony.CreatedAt)
                .LastOrDefault();
            if (run is null)
            {
                yield return $"no run of {app} on the newest code ({newest.After[..12]}, {reason}) has succeeded";
                yield break;
            }

            after = Testimony.CreatedAt(run);
        }

        var workflow = testimony.Objects.Last("workflows", task.Workflow);
        if (workflow is null || Testimony.Phase(workflow) != "Succeeded")
        {
            yield return $"the main workflow is {(workflow is null ? "unknown" : Testimony.Phase(workflow))} and not Succeeded";
        }
    }
}

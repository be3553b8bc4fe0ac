namespace Rex.Core.Remediations;

/// <summary>What each <see cref="ReasonCode"/> means. Documentation, exit codes, metrics and conditions are made from this table.</summary>
public static class Reasons
{
    private const string Nothing = "nothing";
    private const string RunsAndLabel = "obsolete agent runs, the label ready-for-qa";
    private const string UpToStep = "what the steps done by then do; where the main workflow is held, it stays held";
    private const string ByItself =
        "Nothing: rex serve tries again by itself, for a day. If it keeps failing, look at what the message names; after that day, and where no rex serve runs, retry.";

    private static readonly Dictionary<ReasonCode, ReasonInfo> Table = All().ToDictionary(info => info.Code);

    /// <summary>What this code means.</summary>
    public static ReasonInfo Of(ReasonCode code) => Table[code];

    /// <summary>Whether trying again can help.</summary>
    public static bool IsTransient(ReasonCode code) => Of(code).IsTransient;

    /// <summary>All reasons, in the order of the enum.</summary>
    public static IReadOnlyList<ReasonInfo> List { get; } = [.. Table.Values.OrderBy(info => info.Code)];

    private static IEnumerable<ReasonInfo> All() => [.. Ignored(), .. Ended(), .. FailedForGood(), .. FailedForNow()];

    private static IEnumerable<ReasonInfo> Ignored() =>
        [
            Ignore(
                ReasonCode.NotAPush,
                "The delivery is another event than a push.",
                "Nothing; to save deliveries, subscribe the webhook to pushes only."
            ),
            Ignore(
                ReasonCode.Malformed,
                "The body is no readable push.",
                "Look at the delivery on GitHub; a proxy may have cut or changed it."
            ),
            Ignore(
                ReasonCode.RepositoryNotWatched,
                "The repository is not watched.",
                "Add it to the watched repositories if it should be."
            ),
            Ignore(ReasonCode.NotABranch, "A tag or another ref was pushed, no branch.", "Nothing."),
            Ignore(ReasonCode.BranchDeleted, "The branch was deleted.", "Nothing."),
            Ignore(ReasonCode.NotATaskBranch, "The branch name is no task branch's.", "Nothing, or correct the branch pattern."),
            Ignore(
                ReasonCode.SenderNotAllowed,
                "Somebody else than the implementation agent pushed.",
                "Nothing, or add the sender to the allowed ones."
            ),
            new(ReasonCode.Duplicate, DeliveryEnd.Duplicate, false, "The same push was accepted before.", Nothing, "Nothing."),
        ];

    private static IEnumerable<ReasonInfo> Ended() =>
        [
            new(
                ReasonCode.Restarted,
                DeliveryEnd.Succeeded,
                false,
                "The main workflow runs again from its restart node.",
                $"{RunsAndLabel}, the main workflow",
                "Nothing."
            ),
            new(
                ReasonCode.GateOpened,
                DeliveryEnd.Succeeded,
                false,
                "The gate before QA was opened in the place of its lost event.",
                $"{RunsAndLabel}, the main workflow",
                "Find out why the event was lost."
            ),
            Skip(ReasonCode.AlreadyCompleted, "The task is completed.", Nothing, "Nothing; new work needs a new task."),
            Skip(ReasonCode.AlreadyCovered, "QA started after the push and looks at its code already.", Nothing, "Nothing."),
            Skip(ReasonCode.NotStarted, "QA has not started; it will start on the newest code by itself.", Nothing, "Nothing."),
            Skip(
                ReasonCode.DryRun,
                "Rex runs dry: the push was rehearsed, and the message says what would have been done.",
                Nothing,
                "Nothing; without Rex:DryRun the next push is worked on."
            ),
            Skip(
                ReasonCode.StoppedBySomebody,
                "Somebody stopped the main workflow.",
                RunsAndLabel,
                "Start the task again if it was not meant so."
            ),
            Skip(
                ReasonCode.FailedEarlier,
                "The main workflow failed before QA started.",
                $"{RunsAndLabel}; where its gate was opened first, the main workflow",
                "Look at the failed node."
            ),
            Skip(
                ReasonCode.FailedElsewhere,
                "A node failed that a restart of QA would not bring back.",
                RunsAndLabel,
                "Look at the failed node."
            ),
            new(ReasonCode.NewerPush, DeliveryEnd.Superseded, false, "A newer push of the task took over.", UpToStep, "Nothing."),
        ];

    private static IEnumerable<ReasonInfo> FailedForGood() =>
        [
            Fail(
                ReasonCode.WorkflowNotFound,
                "The task has no main workflow.",
                RunsAndLabel,
                "Start the task's main workflow, then retry."
            ),
            Fail(
                ReasonCode.AmbiguousWorkflow,
                "More than one main workflow could be the task's.",
                Nothing,
                "End the ones that are not meant, then retry."
            ),
            Fail(
                ReasonCode.WorkflowReplaced,
                "The task went on in another main workflow than the one that was being worked on.",
                UpToStep,
                "End the one that is not meant, then retry."
            ),
            Fail(ReasonCode.WorkflowUnreadable, "The main workflow's node status cannot be read.", Nothing, "Restart the task by hand."),
            Fail(ReasonCode.NotRewindable, "Something in the main workflow forbids to rewind it.", Nothing, "Restart the task by hand."),
            Fail(
                ReasonCode.GateNeedsValue,
                "The gate has an output without value and default.",
                RunsAndLabel,
                "Open the gate by hand, or give the output a default."
            ),
            Fail(
                ReasonCode.RewindNotAllowed,
                "The strategy gate-only forbids the rewind.",
                Nothing,
                "Use the strategy auto, or restart the task by hand."
            ),
            Fail(
                ReasonCode.AccessLost,
                "GitHub or Kubernetes no longer lets Rex in.",
                UpToStep,
                "Check credentials and installation, then retry."
            ),
            Fail(ReasonCode.PermissionMissing, "A permission is missing.", UpToStep, "Grant what the message names, then retry."),
        ];

    private static IEnumerable<ReasonInfo> FailedForNow() =>
        [
            Retry(ReasonCode.NetworkError, "The other side could not be reached."),
            Retry(ReasonCode.ServerError, "The other side answered with a server error."),
            Retry(ReasonCode.RateLimited, "A rate limit was hit."),
            Retry(ReasonCode.Conflict, "The object kept changing under Rex's writes."),
            Retry(ReasonCode.TimedOut, "A step did not finish within its deadline."),
            Retry(ReasonCode.RunsNotGone, "Agent runs, their Jobs or pods did not go away."),
            Retry(ReasonCode.PodsNotGone, "Pods of the main workflow did not go away."),
            Retry(ReasonCode.LabelNotRemoved, "The label was there again after its removal."),
            Retry(ReasonCode.RestartNotSeen, "The workflow controller did not take the main workflow up again in time."),
            new(
                ReasonCode.TimeToLiveEnds,
                DeliveryEnd.Failed,
                true,
                "The main workflow had ended and was revived; its time-to-live from then is over soon, and a workflow that is held then is deleted.",
                "what the steps done by then do; the main workflow is not held any more",
                "Nothing: Rex tries again a minute after that moment. Until then the workflow may go on with old code."
            ),
            Retry(ReasonCode.Unexpected, "Something happened that should not."),
        ];

    private static ReasonInfo Ignore(ReasonCode code, string meaning, string advice) =>
        new(code, DeliveryEnd.Ignored, false, meaning, Nothing, advice);

    private static ReasonInfo Skip(ReasonCode code, string meaning, string touched, string advice) =>
        new(code, DeliveryEnd.Skipped, false, meaning, touched, advice);

    private static ReasonInfo Fail(ReasonCode code, string meaning, string touched, string advice) =>
        new(code, DeliveryEnd.Failed, false, meaning, touched, advice);

    private static ReasonInfo Retry(ReasonCode code, string meaning) => new(code, DeliveryEnd.Failed, true, meaning, UpToStep, ByItself);
}

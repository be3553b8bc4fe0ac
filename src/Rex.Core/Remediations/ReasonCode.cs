namespace Rex.Core.Remediations;

/// <summary>
/// Why a delivery or a remediation ended as it did: the one word that log, status, metric and exit code share.
/// <see cref="Reasons"/> says what each means, how it ends and whether trying again helps.
/// </summary>
public enum ReasonCode
{
    /// <summary>The delivery is not a GitHub <c>push</c> event.</summary>
    NotAPush,

    /// <summary>The body is no readable push: broken JSON, or ref, after, repository or sender are missing.</summary>
    Malformed,

    /// <summary>The repository is not in the list of watched repositories.</summary>
    RepositoryNotWatched,

    /// <summary>The pushed ref is not a branch (a tag, say).</summary>
    NotABranch,

    /// <summary>The push deleted the branch.</summary>
    BranchDeleted,

    /// <summary>The branch name does not match the pattern of task branches.</summary>
    NotATaskBranch,

    /// <summary>The sender is not in the list of allowed senders.</summary>
    SenderNotAllowed,

    /// <summary>The same push was accepted before.</summary>
    Duplicate,

    /// <summary>The main workflow runs again from its restart node.</summary>
    Restarted,

    /// <summary>The gate before the quality node was opened, because the event that opens it had been lost.</summary>
    GateOpened,

    /// <summary>The main workflow has completed its task.</summary>
    AlreadyCompleted,

    /// <summary>QA started after the push and looks at its code already.</summary>
    AlreadyCovered,

    /// <summary>Somebody stopped or terminated the main workflow.</summary>
    StoppedBySomebody,

    /// <summary>The main workflow failed before its quality node started.</summary>
    FailedEarlier,

    /// <summary>A node failed that a restart of QA would not bring back.</summary>
    FailedElsewhere,

    /// <summary>QA has not started yet; it will start on the newest code by itself.</summary>
    NotStarted,

    /// <summary>The push was rehearsed only; the message says what would have been done.</summary>
    DryRun,

    /// <summary>A newer push of the same task takes over.</summary>
    NewerPush,

    /// <summary>There is no main workflow for the task.</summary>
    WorkflowNotFound,

    /// <summary>More than one main workflow could be the task's.</summary>
    AmbiguousWorkflow,

    /// <summary>The task went on in another main workflow than the one that was being worked on.</summary>
    WorkflowReplaced,

    /// <summary>The node status of the main workflow cannot be read.</summary>
    WorkflowUnreadable,

    /// <summary>Something in the main workflow forbids to rewind it: a lock, artifact garbage collection, HTTP, plugin or memoized nodes.</summary>
    NotRewindable,

    /// <summary>The gate has a supplied output for which there is neither a value nor a default.</summary>
    GateNeedsValue,

    /// <summary>The strategy <c>gate-only</c> forbids the rewind that is needed.</summary>
    RewindNotAllowed,

    /// <summary>GitHub or Kubernetes no longer lets Rex see the object (credentials, installation, repository).</summary>
    AccessLost,

    /// <summary>A permission is missing; the message names it.</summary>
    PermissionMissing,

    /// <summary>The other side could not be reached, or the connection broke.</summary>
    NetworkError,

    /// <summary>The other side answered with a server error, or with something that is no answer.</summary>
    ServerError,

    /// <summary>A rate limit was hit; the message says until when.</summary>
    RateLimited,

    /// <summary>The object kept changing under Rex's writes.</summary>
    Conflict,

    /// <summary>A step did not finish within its deadline.</summary>
    TimedOut,

    /// <summary>Agent runs, their Jobs or pods were still there at the deadline; the message names them and their finalizers.</summary>
    RunsNotGone,

    /// <summary>Pods of the main workflow were still there at the deadline; the message names them and their finalizers.</summary>
    PodsNotGone,

    /// <summary>The label was still on the pull request after its removal.</summary>
    LabelNotRemoved,

    /// <summary>The workflow controller did not take the main workflow up again in time.</summary>
    RestartNotSeen,

    /// <summary>The main workflow must not be held now: its time-to-live from an earlier end is over soon, and it would be deleted.</summary>
    TimeToLiveEnds,

    /// <summary>Something that should not happen; the message has it.</summary>
    Unexpected,
}

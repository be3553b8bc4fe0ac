using Rex.Core.Agents;
using Rex.Core.Workflows;

namespace Rex.Core.Remediations;

/// <summary>What has been done for a remediation. All of it is durable, so that another process can go on from it.</summary>
public sealed record RemediationStatus
{
    /// <summary>The status of a remediation that was just accepted.</summary>
    public static RemediationStatus Accepted { get; } = new();

    /// <summary>Where the remediation stands.</summary>
    public RemediationPhase Phase { get; init; } = RemediationPhase.Accepted;

    /// <summary>The step it is at, or ended at.</summary>
    public StepName? Step { get; init; }

    /// <summary>Why it ended, or why its last try failed.</summary>
    public ReasonCode? Reason { get; init; }

    /// <summary>The reason in words, with the names of what it is about.</summary>
    public string Message { get; init; } = "";

    /// <summary>When its first step began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it last ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many times it has been taken up.</summary>
    public int Attempts { get; init; }

    /// <summary>When it is to be taken up again, where that is not at once.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Whether it failed in a way that trying again can help, if only when somebody asks for it.</summary>
    public bool HasFailedForNow => Phase == RemediationPhase.Failed && Reason is { } reason && Reasons.IsTransient(reason);

    /// <summary>The main workflow that was chosen; later steps keep to it, since cancelling takes away what it was chosen by.</summary>
    public ObjectReference? Workflow { get; init; }

    /// <summary>Numbers of the open pull requests of the branch, as last seen.</summary>
    public IReadOnlyList<long> PullRequests { get; init; } = [];

    /// <summary>Names of the agent runs that were cancelled.</summary>
    public IReadOnlyList<string> CancelledRuns { get; init; } = [];

    /// <summary>Jobs and pods of the runs being cancelled, noted before the runs are deleted: afterwards nothing links them any more.</summary>
    public IReadOnlyList<RunDependent> Dependents { get; init; } = [];

    /// <summary>What the restart write leaves; noted before it is made, so that a late write of the controller can be put right.</summary>
    public RestartRecord? Restart { get; init; }

    /// <summary>One entry for each step that has begun, in the order of the steps.</summary>
    public IReadOnlyList<StepCondition> Conditions { get; init; } = [];
}

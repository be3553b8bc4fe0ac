using Rex.Core.Remediations;

namespace Rex.Host.Commands;

/// <summary>What the commands exit with, so that scripts and workflows can tell what to do next.</summary>
internal static class ExitCode
{
    /// <summary>Done, or there was nothing to do.</summary>
    public const int Done = 0;

    /// <summary>Done, with warnings.</summary>
    public const int Warned = 1;

    /// <summary>The command line, the settings or a file are wrong.</summary>
    public const int BadInput = 2;

    /// <summary>A safety rule forbids it.</summary>
    public const int Refused = 3;

    /// <summary>It was tried and failed; trying again helps.</summary>
    public const int FailedForNow = 4;

    /// <summary>It was tried and failed; a person is needed.</summary>
    public const int FailedForGood = 5;

    /// <summary>What a remediation that stands like this exits with.</summary>
    public static int Of(RemediationStatus status) =>
        status switch
        {
            { Phase: RemediationPhase.Accepted or RemediationPhase.Running } => FailedForNow,
            { Phase: not RemediationPhase.Failed } => Done,
            { Reason: ReasonCode.AmbiguousWorkflow or ReasonCode.NotRewindable or ReasonCode.RewindNotAllowed } => Refused,
            // Given up: nothing tries it again by itself.
            { NextAttemptAt: null } => FailedForGood,
            { Reason: { } reason } => Of(reason),
            _ => FailedForNow,
        };

    /// <summary>What a failure exits with.</summary>
    public static int Of(ReasonCode reason) => Reasons.IsTransient(reason) ? FailedForNow : FailedForGood;
}

namespace Rex.Core.Remediations;

/// <summary>Where a remediation stands.</summary>
public enum RemediationPhase
{
    /// <summary>Accepted and durable; no step has begun.</summary>
    Accepted,

    /// <summary>At work, or waiting for its next try.</summary>
    Running,

    /// <summary>QA runs again on the newest code.</summary>
    Succeeded,

    /// <summary>Nothing had to be restarted; the reason says why.</summary>
    Skipped,

    /// <summary>A newer push of the task took over.</summary>
    Superseded,

    /// <summary>It could not be done; with a transient reason it is taken up again by itself.</summary>
    Failed,
}

namespace Rex.Host.Stepping;

/// <summary>How one step in a process of its own ended, and thereby whether the next one has work to do.</summary>
internal enum StepDecision
{
    /// <summary>The step has done its work: the next one follows.</summary>
    Remediate,

    /// <summary>The push is none of Rex's business; nothing was written.</summary>
    Ignored,

    /// <summary>The push was accepted before, and is another process's.</summary>
    Duplicate,

    /// <summary>QA runs again on the newest code.</summary>
    Succeeded,

    /// <summary>Nothing had to be restarted.</summary>
    Skipped,

    /// <summary>A newer push of the task took over.</summary>
    Superseded,

    /// <summary>It could not be done.</summary>
    Failed,

    /// <summary>It was not tried: a step before it has not done its work.</summary>
    Refused,

    /// <summary>The input is wrong.</summary>
    BadInput,
}

namespace Rex.Core.Workflows;

/// <summary>The annotations Rex keeps on a main workflow. They are part of its contract with operators and with its own later runs.</summary>
internal static class RexAnnotations
{
    /// <summary>The remediation that holds the workflow.</summary>
    public const string HeldBy = "rex.agents.platform/held-by";

    /// <summary>Since when the workflow is held (RFC 3339, Rex's clock).</summary>
    public const string HeldAt = "rex.agents.platform/held-at";

    /// <summary>The remediation the workflow was last restarted for: effect and record are one write.</summary>
    public const string RestartedFor = "rex.agents.platform/restarted-for";

    /// <summary>The commit the workflow was last restarted on, and when: <c>SHA TIME</c>.</summary>
    public const string RestartedHead = "rex.agents.platform/restarted-head";

    /// <summary>
    /// When a revived workflow had finished, each time, with blanks between: a time-to-live timer runs from each of them. <c>TIME/TIME</c> is an end
    /// that was at some moment between the two.
    /// </summary>
    public const string FinishedAt = "rex.agents.platform/finished-at";

    /// <summary>When Rex last revived the workflow, the <c>startedAt</c> that it set: where that is another one, somebody else has revived it since.</summary>
    public const string RevivedAt = "rex.agents.platform/revived-at";

    /// <summary>Touched once where the controller stays silent after a restart, to wake it.</summary>
    public const string WokenAt = "rex.agents.platform/woken-at";
}

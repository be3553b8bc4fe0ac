namespace Rex.Core.Remediations;

/// <summary>How a delivery ends, or the remediation that it became.</summary>
public enum DeliveryEnd
{
    /// <summary>The push was none of Rex's business; nothing was touched.</summary>
    Ignored,

    /// <summary>The same push was accepted before; nothing was touched.</summary>
    Duplicate,

    /// <summary>QA runs again on the newest code.</summary>
    Succeeded,

    /// <summary>Nothing had to be restarted.</summary>
    Skipped,

    /// <summary>A newer push of the task took over.</summary>
    Superseded,

    /// <summary>It could not be done; the reason says whether Rex tries again by itself.</summary>
    Failed,
}

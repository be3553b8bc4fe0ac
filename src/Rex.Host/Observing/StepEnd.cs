namespace Rex.Host.Observing;

/// <summary>How a step ended, as metrics and traces say it.</summary>
internal enum StepEnd
{
    /// <summary>It did its work; the next one follows.</summary>
    Done,

    /// <summary>It found that the remediation ends here.</summary>
    Ended,

    /// <summary>Nothing can be said yet; the remediation is taken up again later.</summary>
    Deferred,

    /// <summary>It failed, and with it the remediation.</summary>
    Failed,

    /// <summary>Somebody else went on with the remediation; how the step ended is not known here.</summary>
    Abandoned,
}

namespace Rex.Adapters.Remediations.Requests;

/// <summary>How a <see cref="RemediationRequest"/> ended. None is ever at work: it is decided about at once, and that is all.</summary>
public enum RequestPhase
{
    /// <summary>It became a remediation, which has the rest.</summary>
    HandedOver,

    /// <summary>Its push was accepted before.</summary>
    Duplicate,

    /// <summary>It is none of Rex's business.</summary>
    Ignored,
}

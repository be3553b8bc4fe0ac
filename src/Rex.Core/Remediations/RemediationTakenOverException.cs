namespace Rex.Core.Remediations;

/// <summary>Another process works on the remediation, or has ended it: this one stops working on it and writes nothing more.</summary>
public sealed class RemediationTakenOverException(RemediationId id) : Exception($"Remediation {id} was taken over by another process.")
{
    /// <summary>The remediation.</summary>
    public RemediationId Id { get; } = id;
}

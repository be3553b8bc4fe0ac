namespace Rex.Simulator.Modes;

/// <summary>What Rex says to a delivery.</summary>
/// <param name="Result">Accepted, Ignored or Duplicate.</param>
/// <param name="Reason">The reason code; empty where it was accepted.</param>
/// <param name="RemediationId">The remediation's id; empty where it was ignored.</param>
/// <param name="Message">The reason in words.</param>
internal sealed record DeliveryAnswer(string Result, string Reason, string RemediationId, string Message);

namespace Rex.Simulator.Modes;

/// <summary>What Rex says to a delivery.</summary>
/// <param name="Result">Accepted, Ignored or Duplicate; Dropped where it never came to Rex.</param>
/// <param name="Reason">The reason code; empty where it was accepted.</param>
/// <param name="RemediationId">The remediation's id; empty where it was ignored.</param>
/// <param name="Message">The reason in words.</param>
internal sealed record DeliveryAnswer(string Result, string Reason, string RemediationId, string Message)
{
    /// <summary>A delivery that something before Rex let go.</summary>
    public static DeliveryAnswer Dropped(string why) => new("Dropped", "", "", why);

    public bool IsDropped => Result == "Dropped";
}

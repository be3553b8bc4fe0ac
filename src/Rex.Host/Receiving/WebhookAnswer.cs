namespace Rex.Host.Receiving;

/// <summary>What a delivery is answered with, as JSON.</summary>
/// <param name="Result">Accepted, Duplicate, Ignored, Pong or Refused.</param>
/// <param name="Reason">The reason code of a delivery that was ignored, or why it was refused; null where it was accepted.</param>
/// <param name="Message">The reason in words.</param>
/// <param name="Remediation">The name of the Remediation that it became, or is a duplicate of.</param>
internal sealed record WebhookAnswer(string Result, string? Reason, string Message, string? Remediation = null)
{
    /// <summary>The result of a delivery that was not taken.</summary>
    public const string Refused = "Refused";

    /// <summary>The result of a ping.</summary>
    public const string Pong = "Pong";
}

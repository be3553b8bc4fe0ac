namespace Rex.Simulator.Oracles;

/// <summary>A remediation as the ledger resource on the cluster shows it at the end.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Reason">Its reason code.</param>
/// <param name="HasBegun">Whether a step of it had begun.</param>
internal sealed record RemediationFact(string Id, string Phase, string Reason, bool HasBegun);

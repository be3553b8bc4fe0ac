namespace Rex.Simulator.Fuzzing;

/// <summary>A body that was not read as is demanded.</summary>
/// <param name="Body">The body.</param>
/// <param name="Demand">What was demanded.</param>
/// <param name="Why">What happened instead.</param>
internal sealed record FuzzFailure(FuzzedBody Body, FuzzDemand Demand, string Why);

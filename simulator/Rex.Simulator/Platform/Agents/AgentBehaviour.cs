namespace Rex.Simulator.Platform.Agents;

/// <summary>How an agent's work goes.</summary>
/// <param name="Duration">How long it works.</param>
/// <param name="Succeeds">Whether it ends well.</param>
internal sealed record AgentBehaviour(TimeSpan Duration, bool Succeeds = true);

using System.Text.Json.Nodes;

namespace Rex.Simulator.Argo.Server;

/// <summary>What resume, stop and set with a selector put on waiting gates.</summary>
/// <param name="Phase">The phase they end with; null where they go on waiting.</param>
/// <param name="Message">Replaces the node's message; null leaves it.</param>
/// <param name="Outputs">Values for supplied outputs, by name. Resume and stop give none, and leave them without.</param>
internal sealed record NodeValues(string? Phase, string? Message, JsonObject? Outputs);

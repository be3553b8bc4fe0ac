using System.Text.Json.Nodes;

namespace Rex.Simulator.Argo.Events;

/// <summary>What an EventSource made of a delivery.</summary>
/// <param name="Status">The HTTP status that it answered.</param>
/// <param name="Reason">Why it passed nothing on; empty where it did.</param>
/// <param name="Event">What it passed on; null for nothing.</param>
internal sealed record SourceAnswer(int Status, string Reason, JsonObject? Event);

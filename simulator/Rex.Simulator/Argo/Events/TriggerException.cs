namespace Rex.Simulator.Argo.Events;

/// <summary>A trigger cannot be executed for an event.</summary>
internal sealed class TriggerException(string message) : Exception(message);

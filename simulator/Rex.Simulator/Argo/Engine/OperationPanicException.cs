namespace Rex.Simulator.Argo.Engine;

/// <summary>The real controller would have panicked here: the workflow ends as Error with this message.</summary>
internal sealed class OperationPanicException(string message) : Exception(message);

namespace Rex.Simulator.Argo.Server;

/// <summary>The workflow's nodes are such that it cannot be retried.</summary>
internal sealed class RetryRefusedException(string message) : Exception(message);

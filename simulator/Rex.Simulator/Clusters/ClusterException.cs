namespace Rex.Simulator.Clusters;

/// <summary>A cluster cannot be used, or not without more being said; the message says what would be right.</summary>
internal sealed class ClusterException(string message, Exception? cause = null) : Exception(message, cause);

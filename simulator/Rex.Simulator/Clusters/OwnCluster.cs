namespace Rex.Simulator.Clusters;

/// <summary>The names on a cluster that a world has for itself.</summary>
internal static class OwnCluster
{
    public const string Namespace = "agent-platform";

    public const string Node = "node-1";
}

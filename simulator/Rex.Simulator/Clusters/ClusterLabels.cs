using System.Text.Json.Nodes;

namespace Rex.Simulator.Clusters;

/// <summary>The label by which whatever the simulator makes cluster-wide is known.</summary>
internal static class ClusterLabels
{
    /// <summary>The label.</summary>
    public const string Key = "app.kubernetes.io/managed-by";

    /// <summary>Its value.</summary>
    public const string Simulator = "rex-sim";

    public static JsonObject Made => new() { [Key] = Simulator };

    /// <summary>Begins a manifest of a kind in v1 that belongs to no namespace.</summary>
    public static JsonObject Manifest(string kind, string name) =>
        new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = Made },
        };
}

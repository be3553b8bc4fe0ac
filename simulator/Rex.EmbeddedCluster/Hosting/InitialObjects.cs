using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Hosting;

/// <summary>What a new cluster holds.</summary>
internal static class InitialObjects
{
    public static void Create(ClusterState state)
    {
        var kind = state.Catalog.Find("", "v1", "namespaces")!;
        var creation = new ObjectCreation(state);
        foreach (var name in (string[])["default", "kube-system", "kube-public", "kube-node-lease"])
        {
            creation.Create(kind, "", JsonMap.Of(("metadata", JsonMap.Of(("name", name)))), new WriteOptions(DryRun: false, Strict: false));
        }
    }
}

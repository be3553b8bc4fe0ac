using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Objects;

/// <summary>Nothing is created in a namespace that is missing or going away (the admission plugin NamespaceLifecycle).</summary>
internal static class NamespaceLifecycle
{
    /// <summary>Namespaces that cannot be deleted.</summary>
    public static readonly IReadOnlyList<string> Immortal = ["default", "kube-system", "kube-public"];

    public static void CheckCreation(ClusterState state, ResourceKind kind, string ns, ObjectMetadata metadata)
    {
        if (!kind.Namespaced)
        {
            return;
        }

        var found =
            state.Store.Get(BuiltInKinds.Namespaces, new ObjectKey("", ns)) ?? throw ApiErrors.NotFound(BuiltInKinds.Namespaces, ns);
        if (found.Content.At("status", "phase") is JsonText { Value: "Terminating" })
        {
            var name = metadata.Name;
            throw ApiErrors.Forbidden(
                kind.Resource,
                name,
                $"unable to create new content in namespace {ns} because it is being terminated",
                new StatusCause("NamespaceTerminating", $"namespace {ns} is being terminated", "metadata.namespace")
            );
        }
    }
}

namespace Rex.Embedded.Resources;

/// <summary>The finalizers that the API server itself sets.</summary>
internal static class Finalizers
{
    public const string Foreground = "foregroundDeletion";
    public const string Orphan = "orphan";
    public const string CustomResourceCleanup = "customresourcecleanup.apiextensions.k8s.io";
}

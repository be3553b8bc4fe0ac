using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Argo;

/// <summary>The data filters of a Sensor's dependencies.</summary>
internal static class SensorFilters
{
    /// <summary>The data filters of a Sensor; none where the manifest is another kind's.</summary>
    public static IEnumerable<ManifestNode> Data(Manifest manifest) =>
        manifest.IsArgo("Sensor")
            ? manifest.Root.ItemsAt("spec", "dependencies").SelectMany(dependency => dependency.ItemsAt("filters", "data"))
            : [];

    /// <summary>The values of the data filters that are taken for regular expressions: those of strings.</summary>
    public static IEnumerable<(ManifestNode Filter, ManifestNode Value)> Patterns(Manifest manifest) =>
        from filter in Data(manifest)
        where filter.TextAt("type") == "string"
        from value in filter.ItemsAt("value")
        where value.Text is { Length: > 0 }
        select (filter, value);
}

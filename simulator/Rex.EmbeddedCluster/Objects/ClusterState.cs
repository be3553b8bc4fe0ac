using System.Globalization;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Objects;

/// <summary>What every request works on.</summary>
internal sealed record ClusterState(ObjectStore Store, ResourceCatalog Catalog, TimeProvider Clock)
{
    /// <summary>Gets the time in the form of metadata timestamps: whole seconds, UTC.</summary>
    public string Now() => Timestamp(Clock.GetUtcNow());

    public static string Timestamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

using System.Text.Json;

namespace Rex.Adapters.Kubernetes;

/// <summary>What a list answered.</summary>
/// <param name="Items">The objects.</param>
/// <param name="ResourceVersion">The version of the collection, from which a watch goes on.</param>
/// <param name="ServerTime">The answer's <c>Date</c> header; null where there is none.</param>
internal sealed record ResourceList(IReadOnlyList<JsonElement> Items, string ResourceVersion, DateTimeOffset? ServerTime);

using System.Text.Json;

namespace Rex.Simulator.Platform.Api;

/// <summary>What a cache holds, and how far behind the cluster it is.</summary>
internal sealed record ObjectCacheOptions
{
    public required KubeResource Resource { get; init; }

    /// <summary>The namespace that it holds; all of them where this is empty.</summary>
    public string Namespace { get; init; } = "";

    public string? LabelSelector { get; init; }

    /// <summary>How long after its arrival a change is taken up, as under load.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>By what objects are grouped; null for what belongs to no group.</summary>
    public Func<JsonElement, string?> Group { get; init; } = _ => null;

    /// <summary>Called for each change, in order, after the cache has it.</summary>
    public Action<CacheChange> Changed { get; init; } = _ => { };
}

using System.Text.Json;

namespace Rex.Simulator.Platform.Api;

/// <summary>An object as the cache had it and as it has it now; null before it came and after it went.</summary>
internal readonly record struct CacheChange(JsonElement? Old, JsonElement? New)
{
    public JsonElement Either => New ?? Old!.Value;
}

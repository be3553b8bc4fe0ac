using System.Text.Json.Nodes;

namespace Rex.Core.Tests.Platform;

/// <summary>RFC 7386, written apart from the code under test.</summary>
internal static class MergePatching
{
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var result = target is JsonObject before ? before.DeepClone().AsObject() : new JsonObject();
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = Apply(result[name], value);
            }
        }

        return result;
    }
}

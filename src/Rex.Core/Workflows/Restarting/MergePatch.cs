using System.Text.Json.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>JSON merge patch (RFC 7386), for the parts of an object that only travel whole.</summary>
internal static class MergePatch
{
    /// <summary>The target with the patch applied; both stay as they are.</summary>
    public static JsonNode Apply(JsonNode? target, JsonObject patch)
    {
        var result = target is JsonObject known ? (JsonObject)known.DeepClone() : [];
        foreach (var (name, change) in patch)
        {
            switch (change)
            {
                case null:
                    result.Remove(name);
                    break;
                case JsonObject inner:
                    result[name] = Apply(result[name], inner);
                    break;
                default:
                    result[name] = change.DeepClone();
                    break;
            }
        }

        return result;
    }
}

using System.Text.Json.Nodes;

namespace Rex.Simulator.Platform.Api;

/// <summary>JSON merge patches (RFC 7396).</summary>
internal static class MergePatch
{
    /// <summary>What makes the second out of the first; arrays are replaced whole.</summary>
    public static JsonObject Between(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in to)
        {
            var known = from.TryGetPropertyValue(name, out var old);
            if (old is JsonObject oldItem && value is JsonObject item)
            {
                if (Between(oldItem, item) is { Count: > 0 } inner)
                {
                    patch[name] = inner;
                }
            }
            else if (!known || !JsonNode.DeepEquals(old, value))
            {
                patch[name] = value?.DeepClone();
            }
        }

        foreach (var (name, _) in from)
        {
            if (!to.ContainsKey(name))
            {
                patch[name] = null;
            }
        }

        return patch;
    }

    /// <summary>Changes the target as the patch says.</summary>
    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                Apply(target.Child(name), inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}

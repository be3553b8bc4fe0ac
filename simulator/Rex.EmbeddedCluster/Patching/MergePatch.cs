using Rex.Embedded.Json;

namespace Rex.Embedded.Patching;

/// <summary>JSON merge patch, RFC 7386.</summary>
internal static class MergePatch
{
    public static JsonMap Apply(JsonMap target, JsonMap patch)
    {
        var result = target;
        var builder = patch.Count > 8 ? target.ToBuilder() : null;
        foreach (var (name, value) in patch)
        {
            var merged = value is JsonNull ? null : Merge(target[name], value);
            if (builder is null)
            {
                result = result.With(name, merged);
            }
            else if (merged is null)
            {
                builder.Remove(name);
            }
            else
            {
                builder.Set(name, merged);
            }
        }

        return builder?.Build() ?? result;
    }

    private static JsonData Merge(JsonData? target, JsonData patch) =>
        patch is JsonMap map ? Apply(target as JsonMap ?? JsonMap.Empty, map) : patch;
}

using Rex.Embedded.Json;

namespace Rex.Embedded.Patching;

/// <summary>Strategic merge patch.</summary>
internal static class StrategicMergePatch
{
    public static JsonMap Apply(JsonMap target, JsonMap patch) => MergePatch.Apply(target, patch);
}

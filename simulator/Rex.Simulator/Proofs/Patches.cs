using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Proofs;

/// <summary>Tells apart the patches that Rex makes on a main workflow, and takes them to pieces.</summary>
internal static class Patches
{
    public static bool IsRestart(JsonObject patch) => Annotation(patch, RexWrite.RestartedFor) is not null;

    public static bool IsHold(JsonObject patch) => !IsRestart(patch) && Annotation(patch, RexWrite.HeldBy) is not null;

    public static bool IsStage(JsonObject patch) => !IsRestart(patch) && Labels(patch)?["current-stage"] is not null;

    public static JsonObject? Labels(JsonObject item) => item["metadata"]?["labels"] as JsonObject;

    public static JsonObject? Annotations(JsonObject item) => item["metadata"]?["annotations"] as JsonObject;

    public static JsonObject? Nodes(JsonObject item) => item["status"]?["nodes"] as JsonObject;

    public static void WithoutPrecondition(JsonObject patch) => ((JsonObject)patch["metadata"]!).Remove("resourceVersion");

    private static string? Annotation(JsonObject patch, string name) => Annotations(patch)?[name]?.GetValue<string>();
}

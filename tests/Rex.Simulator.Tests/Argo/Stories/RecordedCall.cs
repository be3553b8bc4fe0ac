using System.Text.Json.Nodes;

namespace Rex.Simulator.Tests.Argo.Stories;

/// <summary>A call that a recorded moment is the outcome of.</summary>
/// <param name="Operation">The last part of the Argo Server's path; null for a merge patch of the workflow with kubectl.</param>
/// <param name="Body">The body.</param>
internal sealed record RecordedCall(string? Operation, JsonObject Body)
{
    /// <summary>
    /// By the recording's name without its generation and number. The recordings have the answers; the calls follow from their notes.
    /// </summary>
    private static readonly Dictionary<string, RecordedCall> Calls = new(StringComparer.Ordinal)
    {
        ["resume-unmatched"] = Server("resume", """{"nodeFieldSelector":"displayName=wait-ready-for-qa"}"""),
        ["resume-with-selector-stuck"] = Server("resume", """{"nodeFieldSelector":"displayName=wait-pr-created"}"""),
        ["plain-resume-while-cleo-runs"] = Server("resume", "{}"),
        ["retry-refused-while-running"] = Server("retry", "{}"),
        ["suspended"] = Server("suspend", "{}"),
        ["terminated-while-suspended"] = Server("terminate", "{}"),
        ["terminated"] = new(null, Parse("""{"spec":{"suspend":null}}""")),
        ["terminate-refused-when-finished"] = Server("terminate", "{}"),
        ["retried"] = Server("retry", """{"restartSuccessful":true,"nodeFieldSelector":"displayName=quality-work"}"""),
        ["second-iteration-terminated"] = Server("terminate", "{}"),
        ["second-iteration-retried-wedged"] = Server(
            "retry",
            """{"restartSuccessful":true,"nodeFieldSelector":"displayName=quality-work"}"""
        ),
    };

    /// <summary>The call of that recording; null where the moment came by itself, or by recorded writes.</summary>
    /// <exception cref="KeyNotFoundException">The recording has an answer, and no call is known for it.</exception>
    public static RecordedCall? Of(Recording recording)
    {
        var stage = string.Join('-', recording.Name.Split('-').Skip(2));
        return recording.Json["status"] is null ? Calls.GetValueOrDefault(stage) : Calls[stage];
    }

    private static RecordedCall Server(string operation, string body) => new(operation, Parse(body));

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}

using System.Text.Json.Nodes;

namespace Rex.Host.Doctoring.Reports;

/// <summary>Lines for programs.</summary>
internal static class DoctorJson
{
    /// <summary>Writes them.</summary>
    public static void Write(TextWriter output, IEnumerable<CheckLine> lines) =>
        output.WriteLine(new JsonObject { ["checks"] = new JsonArray([.. lines.Select(Json)]) });

    private static JsonObject Json(CheckLine line) =>
        new()
        {
            ["check"] = line.Check,
            ["state"] = DoctorText.Word(line.State),
            ["message"] = line.Message,
            ["advice"] = line.Advice,
            ["reason"] = line.Reason?.ToString(),
        };
}

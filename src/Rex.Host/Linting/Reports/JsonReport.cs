using System.Text.Json.Nodes;

namespace Rex.Host.Linting.Reports;

/// <summary>Findings for programs.</summary>
internal static class JsonReport
{
    /// <summary>Writes them.</summary>
    public static void Write(TextWriter output, LintReport report) =>
        output.WriteLine(
            new JsonObject
            {
                ["files"] = report.Files,
                ["documents"] = report.Documents,
                ["findings"] = new JsonArray([.. report.Findings.Select(Json)]),
            }
        );

    private static JsonObject Json(Finding finding) =>
        new()
        {
            ["rule"] = finding.Rule.Id,
            ["name"] = finding.Rule.Name,
            ["severity"] = finding.Rule.Level,
            ["file"] = finding.File,
            ["line"] = finding.Position.Line,
            ["column"] = finding.Position.Column,
            ["message"] = finding.Message,
            ["fix"] = finding.Rule.Fix,
        };
}

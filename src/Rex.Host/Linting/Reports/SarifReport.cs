using System.Text.Json.Nodes;

namespace Rex.Host.Linting.Reports;

/// <summary>Findings as SARIF 2.1.0, for code scanning.</summary>
internal static class SarifReport
{
    /// <summary>Writes them.</summary>
    public static void Write(TextWriter output, LintReport report, IReadOnlyList<RuleDescription> rules) =>
        output.WriteLine(
            new JsonObject
            {
                ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
                ["version"] = "2.1.0",
                ["runs"] = new JsonArray(
                    new JsonObject
                    {
                        ["tool"] = new JsonObject
                        {
                            ["driver"] = new JsonObject { ["name"] = "rex lint", ["rules"] = new JsonArray([.. rules.Select(Rule)]) },
                        },
                        ["results"] = new JsonArray([.. report.Findings.Select(Result)]),
                    }
                ),
            }
        );

    private static JsonObject Rule(RuleDescription rule) =>
        new()
        {
            ["id"] = rule.Id,
            ["name"] = rule.Name,
            ["shortDescription"] = Text(rule.Title),
            ["fullDescription"] = Text(rule.Behaviour),
            ["help"] = Text(rule.Fix),
            ["defaultConfiguration"] = new JsonObject { ["level"] = rule.Level },
        };

    private static JsonObject Result(Finding finding) =>
        new()
        {
            ["ruleId"] = finding.Rule.Id,
            ["level"] = finding.Rule.Level,
            ["message"] = Text(finding.Message),
            ["locations"] = new JsonArray(
                new JsonObject
                {
                    ["physicalLocation"] = new JsonObject
                    {
                        ["artifactLocation"] = new JsonObject { ["uri"] = Uri(finding.File) },
                        ["region"] = new JsonObject { ["startLine"] = finding.Position.Line, ["startColumn"] = finding.Position.Column },
                    },
                }
            ),
        };

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static string Uri(string file) =>
        Path.IsPathRooted(file)
            ? new Uri(file).AbsoluteUri
            : string.Join('/', file.Split(Path.DirectorySeparatorChar).Where(part => part != ".").Select(System.Uri.EscapeDataString));
}

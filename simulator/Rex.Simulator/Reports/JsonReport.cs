using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Proofs;
using Rex.Simulator.Runs;

namespace Rex.Simulator.Reports;

/// <summary>The report for machines. Durations are simulated milliseconds.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Render(IReadOnlyList<ScenarioResult> results)
    {
        var report = new JsonObject
        {
            ["passed"] = results.Count(result => result.Passed),
            ["failed"] = results.Count(result => result.Failed),
            ["skipped"] = results.Count(result => result.Skipped is not null),
            ["scenarios"] = new JsonArray([.. results.Select(Render)]),
        };
        return report.ToJsonString(Indented) + "\n";
    }

    /// <summary>The report of broken rules.</summary>
    public static string Render(IReadOnlyList<ProofResult> proofs, IReadOnlyList<ScenarioResult> unbroken)
    {
        var report = new JsonObject
        {
            ["caught"] = proofs.Count(proof => proof.WasCaught),
            ["missed"] = proofs.Count(proof => !proof.WasCaught),
            ["rules"] = new JsonArray([
                .. proofs.Select(proof => new JsonObject
                {
                    ["name"] = proof.Broken.Name,
                    ["rule"] = proof.Broken.Rule,
                    ["fault"] = proof.Broken.Fault,
                    ["caughtBy"] = proof.Scenario,
                    ["violations"] = Render(proof.Violations),
                }),
            ]),
            ["unbroken"] = new JsonArray([.. unbroken.Select(Render)]),
        };
        return report.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Render(ScenarioResult result) =>
        new()
        {
            ["name"] = result.Name,
            ["passed"] = result.Passed,
            ["skipped"] = result.Skipped,
            ["pushes"] = result.Pushes,
            ["cancelled"] = result.Cancelled,
            ["restarts"] = result.Restarts,
            ["durationMs"] = (long)result.Duration.TotalMilliseconds,
            ["violations"] = Render(result.Violations),
        };

    private static JsonArray Render(IReadOnlyList<Violation> violations) =>
        [
            .. violations.Select(violation => new JsonObject
            {
                ["invariant"] = violation.Invariant,
                ["object"] = violation.Object,
                ["at"] = violation.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
                ["why"] = violation.Why,
            }),
        ];
}

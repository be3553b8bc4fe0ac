using System.Text.Json.Nodes;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Tests.Schemas;

namespace Rex.Simulator.Tests.GitHub;

/// <summary>Whole scenarios, request by request: what Rex and the agents ask of GitHub, and what the embedded one answers.</summary>
public sealed class PublishedGitHubTests
{
    [Theory]
    [InlineData("g2-while-tess-runs")]
    [InlineData("github-rate-limited")]
    public async Task Exchanges_OfAScenario_AreWhatThePublishedDescriptionAllows(string name)
    {
        var description = OpenApiDocument.GitHub;
        var folder = Directory.CreateTempSubdirectory("rex-ledger-");
        try
        {
            var options = new RunOptions(4, 50, Path.Combine(AppContext.BaseDirectory, "deliveries"), folder.FullName);
            var scenario = ScenarioReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "scenarios", name + ".yaml"));
            (await new ScenarioRun(scenario, options).RunAsync(TestContext.Current.CancellationToken)).Violations.ShouldBeEmpty();

            var exchanges = File.ReadLines(Path.Combine(folder.FullName, $"{name}.ledger.jsonl"))
                .Select(line => JsonNode.Parse(line)!)
                .Where(entry => Text(entry, "target") == "GitHub" && entry["disturbance"] is null && entry["status"]!.GetValue<int>() != 0)
                .Select(entry => new Exchange(
                    Text(entry, "method"),
                    Text(entry, "path"),
                    Text(entry, "request"),
                    entry["status"]!.GetValue<int>(),
                    Text(entry, "answer")
                ))
                .ToList();

            exchanges.Select(exchange => exchange.Method).Distinct().ShouldBe(["GET", "POST", "DELETE"], ignoreOrder: true);
            exchanges.SelectMany(description.Problems).ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(JsonNode entry, string field) => entry[field]!.GetValue<string>();
}

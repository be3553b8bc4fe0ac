using Rex.Simulator.GitHub;
using Rex.Simulator.Reports;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Commands;

/// <summary>Plays scenarios and reports on them.</summary>
internal sealed class ScenarioPlayer(RunSettings settings, ConsoleReport report)
{
    /// <returns>The exit code: 0 only if some passed and none failed.</returns>
    public async Task<int> PlayAsync(IReadOnlyList<Scenario> scenarios, CancellationToken cancellationToken)
    {
        await using var clusters = await settings.Cluster.OpenAsync(cancellationToken);
        await using var gitHubs = WorldGitHubs.Of(settings.GitHub);
        var options = settings.OptionsWith(clusters, gitHubs);
        var results = new ScenarioResult[scenarios.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0,
            scenarios.Count,
            parallel,
            async (index, token) => results[index] = await PlayAsync(scenarios[index], options, token)
        );
        if (results is [var only])
        {
            report.Timeline(only);
        }

        report.Summary(results);
        await ReportFile.WriteAsync(settings.Json, () => JsonReport.Render(results), cancellationToken);
        return results.Any(result => result.Passed) && !results.Any(result => result.Failed) ? 0 : 1;
    }

    private async Task<ScenarioResult> PlayAsync(Scenario scenario, RunOptions options, CancellationToken cancellationToken)
    {
        var result = options.WhyNot(scenario) is { } why
            ? ScenarioResult.Skip(scenario.Name, why)
            : await RunAsync(scenario, options, cancellationToken);
        report.Ended(scenario, result);
        return result;
    }

    private Task<ScenarioResult> RunAsync(Scenario scenario, RunOptions options, CancellationToken cancellationToken)
    {
        var run = new ScenarioRun(scenario, options);
        run.Progressed += what => report.Progressed(scenario, what);
        return run.RunAsync(cancellationToken);
    }
}

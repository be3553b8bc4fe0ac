using Rex.Simulator.Commands;
using Rex.Simulator.Modes;
using Rex.Simulator.Reports;
using Rex.Simulator.Runs;

namespace Rex.Simulator.Loads;

/// <summary>Plays a load and reports on it.</summary>
internal sealed class LoadRun(LoadSettings settings, LoadReport report)
{
    /// <returns>The exit code: 0 only if nothing was lost, duplicated, stuck or wrong.</returns>
    public async Task<int> PlayAsync(CancellationToken cancellationToken)
    {
        using var secrets = new HookSecretFiles();
        await using var clusters = await settings.Cluster.OpenAsync(cancellationToken);
        var disturbances = new LoadDisturbances(settings, secrets);
        disturbances.Happened += report.Happened;
        var options = new RunOptions(settings.Seed, 1, SimulatorFiles.Deliveries, settings.Dump, Mode: RexMode.Process)
        {
            Clusters = clusters,
            Disturb = disturbances.RunAsync,
            MoreSettings = secrets.Settings,
        };
        var run = new ScenarioRun(LoadScenario.For(settings), options);
        run.Progressed += report.Happened;
        report.Begins(settings);
        var result = await run.RunAsync(cancellationToken);
        var ledger = LoadLedger.Of(result);
        report.Ended(result, ledger);
        await ReportFile.WriteAsync(settings.Json, () => JsonReport.Render([result]), cancellationToken);
        return ledger.IsClean ? 0 : 1;
    }
}

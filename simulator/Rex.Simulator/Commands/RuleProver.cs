using Rex.Simulator.Clusters;
using Rex.Simulator.Clusters.Embedded;
using Rex.Simulator.GitHub;
using Rex.Simulator.Proofs;
using Rex.Simulator.Reports;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Commands;

/// <summary>Breaks rules one at a time and reports which scenario noticed.</summary>
internal sealed class RuleProver(RunSettings settings, ProofReport report)
{
    /// <returns>The exit code: 0 only if every break was noticed, by scenarios that pass without it.</returns>
    public async Task<int> ProveAsync(IReadOnlyList<BrokenRule> rules, IReadOnlyList<Scenario> all, CancellationToken cancellationToken)
    {
        await using var clusters = WithoutRoles(await settings.Cluster.OpenAsync(cancellationToken));
        await using var gitHubs = WorldGitHubs.Of(settings.GitHub);
        var options = settings.OptionsWith(clusters, gitHubs);
        var scenarios = all.Where(scenario => options.WhyNot(scenario) is null).ToList();
        foreach (var skipped in all.Except(scenarios))
        {
            report.Skipped(skipped, options.WhyNot(skipped)!);
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellationToken };
        var results = new ProofResult[rules.Count];
        await Parallel.ForAsync(
            0,
            rules.Count,
            parallel,
            async (index, token) =>
            {
                var proof = new Proof(scenarios, options);
                proof.Playing += report.Playing;
                results[index] = await proof.RunAsync(rules[index], token);
                report.Ended(results[index]);
            }
        );

        // A scenario that fails anyway notices nothing.
        var witnesses = scenarios.Where(scenario => results.Any(result => result.Scenario == scenario.Name)).ToList();
        var unbroken = new ScenarioResult[witnesses.Count];
        await Parallel.ForAsync(
            0,
            witnesses.Count,
            parallel,
            async (index, token) => unbroken[index] = await new ScenarioRun(witnesses[index], options).RunAsync(token)
        );
        report.Summary(results, unbroken);
        await ReportFile.WriteAsync(settings.Json, () => JsonReport.Render(results, unbroken), cancellationToken);
        return results.All(result => result.WasCaught) && unbroken.All(result => result.Passed) ? 0 : 1;
    }

    /// <summary>What a Role refuses no scenario could notice: a broken Rex may do everything.</summary>
    private static IWorldClusters WithoutRoles(IWorldClusters clusters) =>
        clusters is EmbeddedClusters ? new EmbeddedClusters { Roles = null } : clusters;
}

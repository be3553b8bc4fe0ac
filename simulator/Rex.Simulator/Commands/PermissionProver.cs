using Rex.Simulator.Permissions;
using Rex.Simulator.Reports;
using Rex.Simulator.Runs;

namespace Rex.Simulator.Commands;

/// <summary>Takes the permissions of the shipped Role away, one at a time.</summary>
internal sealed class PermissionProver(RunSettings settings, PermissionReport report)
{
    private static readonly string[] Witnesses = ["g2-while-tess-runs", "orphaned-agent-pod"];

    /// <returns>The exit code: 0 only if each is missed by an error that names it, but for those that are too rare.</returns>
    public async Task<int> ProveAsync(CancellationToken cancellationToken)
    {
        var options = new RunOptions(settings.Seed, settings.Speed, SimulatorFiles.Deliveries, settings.Dump);
        var permissions = ShippedRoles.OfServe();
        var results = new PermissionResult[permissions.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0,
            permissions.Count,
            parallel,
            async (index, token) =>
            {
                var proof = new PermissionProof(ScenarioSelection.Find(Witnesses), options);
                results[index] = await proof.RunAsync(permissions[index], token);
                report.Ended(results[index]);
            }
        );
        report.Summary(results);
        return results.All(result => result.IsProven) ? 0 : 1;
    }
}

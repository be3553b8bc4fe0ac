using System.Text.RegularExpressions;
using Rex.Simulator.Clusters.Embedded;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Permissions;

/// <summary>Takes one permission out of the Role of <c>rex serve</c>, and plays scenarios until one fails with an error that names it.</summary>
internal sealed class PermissionProof(IReadOnlyList<Scenario> scenarios, RunOptions options)
{
    /// <summary>Long enough for a task to come to its end after a restart, with agents that are quick, and short enough for one that never does.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(8);

    /// <summary>What is needed so seldom, or by another clock, that no scenario does.</summary>
    public static IReadOnlyDictionary<string, string> Rare { get; } =
        new Dictionary<string, string>
        {
            ["get leases.coordination.k8s.io"] = "scenarios leave the Lease out",
            ["create leases.coordination.k8s.io"] = "scenarios leave the Lease out",
            ["update leases.coordination.k8s.io"] = "scenarios leave the Lease out",
            ["create events.events.k8s.io"] = "an Event that is refused is dropped, and nothing else fails",
            ["delete remediations.rex.agents.platform"] = "a week after a remediation's end",
            ["watch remediations.rex.agents.platform"] = "scenarios have no other replica to hear of",
            ["patch pods"] = "a pod that dies under a hold with the controller's finalizer",
            ["watch jobs.batch"] = "a Job that is there longer than its run",
            ["get workflowtaskresults.argoproj.io"] = "a result that was made anew before it was deleted",
        };

    /// <summary>Plays them.</summary>
    public async Task<PermissionResult> RunAsync(Permission permission, CancellationToken cancellationToken)
    {
        string? failed = null;
        await using var clusters = new EmbeddedClusters { Roles = new ShippedRoles(permission) };
        foreach (var scenario in scenarios)
        {
            var texts = await PlayAsync(Quick(scenario), options with { Clusters = clusters }, cancellationToken);
            failed ??= texts.Count > 0 ? scenario.Name : null;
            if (texts.FirstOrDefault(text => Names(text, permission)) is { } error)
            {
                return new PermissionResult(permission, scenario.Name, error);
            }
        }

        return new PermissionResult(permission, failed, null);
    }

    private static Scenario Quick(Scenario scenario)
    {
        var agents = scenario.World.Agents with { Cleo = TimeSpan.FromSeconds(40), Tess = TimeSpan.FromSeconds(40) };
        return scenario with { Within = Within, World = scenario.World with { Agents = agents } };
    }

    /// <returns>What was wrong and what was said meanwhile; nothing where it passed.</returns>
    private static async Task<IReadOnlyList<string>> PlayAsync(Scenario scenario, RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var result = await new ScenarioRun(scenario, options).RunAsync(cancellationToken);
            return result.Passed
                ? []
                : [.. result.Timeline.Select(happened => happened.What), .. result.Violations.Select(violation => violation.Why)];
        }
        catch (Core.Remediations.PlatformException error)
        {
            // A delivery that was never taken.
            return [error.Message];
        }
    }

    private static bool Names(string text, Permission permission) =>
        Regex.IsMatch(text, $@"\b{permission.Verb}\b.*{Regex.Escape(permission.Resource)}", RegexOptions.IgnoreCase);
}

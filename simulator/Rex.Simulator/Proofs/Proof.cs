using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Proofs;

/// <summary>Breaks one rule, and plays scenarios until one of them notices.</summary>
internal sealed class Proof(IReadOnlyList<Scenario> scenarios, RunOptions options)
{
    /// <summary>Raised with the scenario that is played next.</summary>
    public event Action<BrokenRule, Scenario>? Playing;

    /// <returns>What noticed; nothing where the broken pipeline passes every scenario.</returns>
    public async Task<ProofResult> RunAsync(BrokenRule broken, CancellationToken cancellationToken)
    {
        // Those that are about the rule come first, in their own order; what they miss another one may see.
        var first = broken.CaughtBy.SelectMany(name => scenarios.Where(scenario => scenario.Name == name)).ToList();
        foreach (var scenario in first.Concat(scenarios.Except(first)))
        {
            Playing?.Invoke(broken, scenario);
            var result = await new ScenarioRun(scenario, options with { Broken = broken }).RunAsync(cancellationToken);
            if (!result.Passed)
            {
                return new ProofResult(broken, scenario.Name, result.Violations);
            }
        }

        return new ProofResult(broken, null, []);
    }
}

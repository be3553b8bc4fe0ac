using Rex.Simulator.Oracles;

namespace Rex.Simulator.Proofs;

/// <summary>What came of breaking a rule.</summary>
/// <param name="Broken">The rule.</param>
/// <param name="Scenario">The scenario that noticed; null where none did.</param>
/// <param name="Violations">What it said.</param>
internal sealed record ProofResult(BrokenRule Broken, string? Scenario, IReadOnlyList<Violation> Violations)
{
    public bool WasCaught => Scenario is not null;
}

using Rex.Simulator.Oracles;
using Rex.Simulator.Runs;

namespace Rex.Simulator.Loads;

/// <summary>What a load comes to: every number but those of the pushes has to be zero.</summary>
/// <param name="Lost">Pushes that are not in Rex's ledger.</param>
/// <param name="Duplicated">Restarts beyond one for a push.</param>
/// <param name="Stuck">What has not come to an end: remediations, and tasks whose QA does not look at their newest code.</param>
/// <param name="Wrong">Everything else that must not be.</param>
internal sealed record LoadLedger(int Lost, int Duplicated, int Stuck, int Wrong)
{
    public bool IsClean => this is { Lost: 0, Duplicated: 0, Stuck: 0, Wrong: 0 };

    public static LoadLedger Of(ScenarioResult result)
    {
        var counts = result.Violations.ToLookup(violation => violation.Invariant);
        var (lost, duplicated, stuck) = (counts[NothingLost.Invariant].Count(), counts["S4"].Count(), counts["L1"].Count());
        return new LoadLedger(lost, duplicated, stuck, result.Violations.Count - lost - duplicated - stuck);
    }
}

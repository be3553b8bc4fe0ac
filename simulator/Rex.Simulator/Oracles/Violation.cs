namespace Rex.Simulator.Oracles;

/// <summary>Something that must not be, found in a ledger or an end state.</summary>
/// <param name="Invariant">S1 to S5 or L1; <c>expectation</c> for what the scenario itself demands.</param>
/// <param name="Object">What it is about, <c>coderuns/coderun-quality-task3-x2x4z</c> say.</param>
/// <param name="At">When, in simulated time.</param>
/// <param name="Why">What is wrong, in words.</param>
internal sealed record Violation(string Invariant, string Object, DateTimeOffset At, string Why)
{
    /// <summary>In one line, for people.</summary>
    public override string ToString() => $"{Invariant} {Object}: {Why}";
}

using Rex.Simulator.Oracles;

namespace Rex.Simulator.Runs;

/// <summary>How a scenario went.</summary>
/// <param name="Name">The scenario's name.</param>
/// <param name="Pushes">How many deliveries were handed over.</param>
/// <param name="Cancelled">How many agent runs Rex cancelled.</param>
/// <param name="Restarts">How many times Rex restarted a task's QA.</param>
/// <param name="Duration">How long it took, in simulated time.</param>
/// <param name="Violations">What was wrong; none where it passed.</param>
/// <param name="Timeline">What happened, in order.</param>
/// <param name="Start">The simulated instant at which it began.</param>
internal sealed record ScenarioResult(
    string Name,
    int Pushes,
    int Cancelled,
    int Restarts,
    TimeSpan Duration,
    IReadOnlyList<Violation> Violations,
    IReadOnlyList<TimelineEvent> Timeline,
    DateTimeOffset Start = default
)
{
    /// <summary>Why it was not played; null where it was.</summary>
    public string? Skipped { get; init; }

    /// <summary>How many remediations ended in which way and for which reason.</summary>
    public IReadOnlyDictionary<string, int> Ends { get; init; } = new Dictionary<string, int>();

    public bool Passed => Skipped is null && Violations.Count == 0;

    public bool Failed => Violations.Count > 0;

    /// <summary>A scenario that was not played.</summary>
    public static ScenarioResult Skip(string name, string why) => new(name, 0, 0, 0, TimeSpan.Zero, [], []) { Skipped = why };
}

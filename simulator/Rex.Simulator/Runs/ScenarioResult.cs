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
    public bool Passed => Violations.Count == 0;
}

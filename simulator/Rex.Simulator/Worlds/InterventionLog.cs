using System.Collections.Concurrent;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>What became of a scenario's interventions: one that never happened, or was refused, makes the scenario show something else.</summary>
internal sealed class InterventionLog(IReadOnlyList<InterventionDescription> wanted)
{
    private readonly ConcurrentQueue<(InterventionDescription Intervention, string? Refusal)> done = new();

    /// <summary>Raised with what was done to which workflow.</summary>
    public event Action<string>? Done;

    /// <param name="intervention">What was to be done.</param>
    /// <param name="workflow">To which main workflow.</param>
    /// <param name="refusal">Why it was not; null where it was.</param>
    public void Note(InterventionDescription intervention, string workflow, string? refusal)
    {
        done.Enqueue((intervention, refusal));
        Done?.Invoke($"{intervention.Do.Value} {workflow}{(refusal is null ? "" : $", refused: {refusal}")}");
    }

    /// <summary>What did not go as the scenario has it, in words.</summary>
    public IEnumerable<string> Problems() =>
        wanted
            .Where(intervention => done.All(one => one.Intervention != intervention))
            .Select(intervention => $"the intervention {intervention} never happened")
            .Concat(
                done.Where(one => one.Refusal is null == one.Intervention.Refused)
                    .Select(one =>
                        $"the intervention {one.Intervention} was {(one.Refusal is null ? "not refused" : $"refused: {one.Refusal}")}"
                    )
            );
}

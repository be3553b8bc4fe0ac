using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Agents;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>Checks what the scenario demands of agent runs: which were cancelled, which were left alone, and what became of their pods.</summary>
internal sealed class AgentRunCheck(World world, Testimony testimony)
{
    public IEnumerable<Violation> Check() => [.. Cancelled(), .. OrphansDeleted()];

    private IEnumerable<Violation> Cancelled()
    {
        var expect = world.Scenario.Expect;
        var cancelled = testimony.Writes.Where(write => write.Kind == RexWriteKind.CancelRun).Select(write => write.Name).ToHashSet();
        if (expect.Cancelled is { } count && cancelled.Count != count)
        {
            yield return Violated("coderuns", $"{cancelled.Count} runs were cancelled and not {count}: {string.Join(", ", cancelled)}");
        }

        foreach (var gone in expect.Gone.Where(gone => !cancelled.Contains(gone.Value)))
        {
            yield return Violated($"coderuns/{gone.Value}", "it was not cancelled");
        }

        foreach (var kept in expect.Kept)
        {
            var run = world.Objects.Find("coderuns", kept.Value);
            if (cancelled.Contains(kept.Value) || run is null || run["metadata"]?["deletionTimestamp"] is not null)
            {
                yield return Violated($"coderuns/{kept.Value}", "it was not left alone");
            }
        }
    }

    private IEnumerable<Violation> OrphansDeleted()
    {
        var deleted = testimony
            .Writes.Where(write => write is { Kind: RexWriteKind.Pod, Entry.Method: "DELETE" } && IsAgents(write))
            .Select(write => write.Name)
            .ToHashSet();
        if (world.Scenario.Expect.OrphansDeleted is { } wanted && deleted.Count != wanted)
        {
            yield return Violated("pods", $"{deleted.Count} pods of agents were deleted and not {wanted}: {string.Join(", ", deleted)}");
        }
    }

    private bool IsAgents(RexWrite write) =>
        testimony.Objects.Before("pods", write.Name, write.Entry.Sequence) is { } pod
        && Testimony.Label(pod, "component") == AgentPod.Component;

    private Violation Violated(string about, string why) => new("expectation", about, testimony.Evidence.EndedAt, why);
}

using System.Text.Json;

namespace Rex.Simulator.Platform.Agents;

/// <summary>How the CodeRun controller behaves. Every duration is on the simulation's clock.</summary>
internal sealed record CodeRunOptions
{
    /// <summary>The namespace that it looks after; all of them where this is empty.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>From a change to the controller acting on it.</summary>
    public TimeSpan ReconcileDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From a run's deletion to the clean-up that lets it go.</summary>
    public TimeSpan CleanupDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Older controllers delete Jobs without propagation, which leaves the agent's pod alive.</summary>
    public bool OrphansPods { get; init; }

    /// <summary>Runs whose clean-up never succeeds, so that the finalizer stays.</summary>
    public Func<JsonElement, bool> IsStuck { get; init; } = _ => false;
}

using System.Collections.Concurrent;
using Rex.Simulator.Platform.Agents;

namespace Rex.Simulator.Tests.Platform;

/// <summary>Notes which agents came to the end of their work.</summary>
internal sealed class RecordedEffects : IAgentEffects
{
    public ConcurrentQueue<AgentPod> Finished { get; } = new();

    public Task FinishAsync(AgentPod agent, bool succeeded, CancellationToken cancellationToken)
    {
        Finished.Enqueue(agent);
        return Task.CompletedTask;
    }
}

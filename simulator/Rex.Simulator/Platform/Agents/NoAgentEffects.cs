namespace Rex.Simulator.Platform.Agents;

/// <summary>Agents that leave no trace outside the cluster.</summary>
internal sealed class NoAgentEffects : IAgentEffects
{
    public Task FinishAsync(AgentPod agent, bool succeeded, CancellationToken cancellationToken) => Task.CompletedTask;
}

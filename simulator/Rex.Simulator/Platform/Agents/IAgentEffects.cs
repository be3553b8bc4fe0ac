namespace Rex.Simulator.Platform.Agents;

/// <summary>What agents do outside the cluster: pushing, opening pull requests, setting labels on GitHub.</summary>
internal interface IAgentEffects
{
    /// <summary>
    /// Called as the last thing an agent does before its process ends, well or badly. An agent whose pod is being deleted may still get
    /// here.
    /// </summary>
    Task FinishAsync(AgentPod agent, bool succeeded, CancellationToken cancellationToken);
}

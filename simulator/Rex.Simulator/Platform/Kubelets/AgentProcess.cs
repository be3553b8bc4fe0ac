using Rex.Simulator.Platform.Agents;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>An agent at work: it takes its time, then does what it does outside, then ends.</summary>
internal sealed class AgentProcess(KubeletOptions options, TimeProvider time)
{
    public async Task<ProcessResult> RunAsync(AgentPod agent, CancellationToken cancellationToken)
    {
        var behaviour = options.Agents(agent);
        await Task.Delay(behaviour.Duration, time, cancellationToken);
        await options.Effects.FinishAsync(agent, behaviour.Succeeds, cancellationToken);
        return behaviour.Succeeds ? ProcessResult.Success : new ProcessResult(1);
    }
}

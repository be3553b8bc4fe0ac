using Rex.Simulator.Platform.Agents;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>How long agents work and how it ends, as the scenario has it.</summary>
internal sealed class AgentWork(World world)
{
    private readonly RunCounts counts = new();

    /// <summary>Agents of main workflows work as long as the scenario says; runs beside them outlast it.</summary>
    public AgentBehaviour Of(AgentPod pod)
    {
        var agents = world.Scenario.World.Agents;
        if (world.Scenario.World.Runs.Any(run => run.Name == pod.Run))
        {
            return new AgentBehaviour(agents.Others);
        }

        var time = counts.Next(pod.Workflow, pod.GithubApp);
        var fails = agents.Fails.Exists(failure =>
            AgentNames.AppOf(failure.Agent.Value) == pod.GithubApp
            && world.IsOf(failure.Task, pod.Workflow)
            && (failure.Runs.Count == 0 || failure.Runs.Contains(time))
        );
        return new AgentBehaviour(agents.Of(pod.GithubApp), !fails);
    }
}

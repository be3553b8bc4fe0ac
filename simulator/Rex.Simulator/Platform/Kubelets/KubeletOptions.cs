using Rex.Simulator.Platform.Agents;
using Rex.Simulator.Platform.Scripts;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>How pods go about. Every duration is on the simulation's clock.</summary>
internal sealed record KubeletOptions
{
    /// <summary>The namespace that it looks after; all of them where this is empty.</summary>
    public string Namespace { get; init; } = "";

    public string NodeName { get; init; } = "node-1";

    /// <summary>From a pod's creation to its containers running.</summary>
    public TimeSpan StartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the process of a deleting pod goes on before it is ended. What it does meanwhile, such as creating a run or setting a
    /// label, still takes effect.
    /// </summary>
    public TimeSpan TerminationLag { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a resource step that waits looks at its object.</summary>
    public TimeSpan ResourcePollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the start of a resource step to its first request.</summary>
    public TimeSpan ResourceStartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// From the end of a script's main container to the end of the one beside it, which saves the outputs. The controller, where it looks
    /// just then, has the pod's containers ended at once and killed later, by the pod's name.
    /// </summary>
    public TimeSpan SavingTime { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan DefaultScriptDuration { get; init; } = TimeSpan.FromSeconds(1);

    public ScriptBehaviours Scripts { get; init; } = ScriptBehaviours.ForPlayTemplates();

    /// <summary>What a run of a script step does, given what the step usually does; null for nothing.</summary>
    public Func<ExecutorPod, ScriptBehaviour?, ScriptBehaviour?> Script { get; init; } = (_, usual) => usual;

    /// <summary>What container images hold.</summary>
    public ContainerPrograms Programs { get; init; } = new();

    /// <summary>How the work of the agent in a pod goes.</summary>
    public Func<AgentPod, AgentBehaviour> Agents { get; init; } = _ => new AgentBehaviour(TimeSpan.FromMinutes(2));

    public IAgentEffects Effects { get; init; } = new NoAgentEffects();
}

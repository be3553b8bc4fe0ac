namespace Rex.Core.Options;

/// <summary>What things are called on the platform: labels, nodes, stages, agents, namespaces. The defaults are those of the play templates.</summary>
public sealed record PlatformNames
{
    /// <summary>The namespace of the main workflows with their pods and task results.</summary>
    public string WorkflowNamespace { get; init; } = "agent-platform";

    /// <summary>The namespace of the agent runs with their Jobs and pods.</summary>
    public string AgentRunNamespace { get; init; } = "agent-platform";

    /// <summary>The namespace of Rex's own ledger.</summary>
    public string RemediationNamespace { get; init; } = "agent-platform";

    /// <summary>The GitHub App names whose runs are cancelled.</summary>
    public IReadOnlyList<string> DownstreamAgents { get; init; } = ["5DLabs-Cleo", "5DLabs-Tess"];

    /// <summary>The label of an agent run that names its GitHub App.</summary>
    public string AgentLabel { get; init; } = "github-app";

    /// <summary>The label of runs and workflows that holds the task id.</summary>
    public string TaskLabel { get; init; } = "task-id";

    /// <summary>The label of an agent run that names its main workflow.</summary>
    public string WorkflowNameLabel { get; init; } = "workflow-name";

    /// <summary>The label of an agent run that says which stage it is of.</summary>
    public string RunStageLabel { get; init; } = "workflow-stage";

    /// <summary>The stage of a quality run.</summary>
    public string QualityStage { get; init; } = "quality";

    /// <summary>The label of a workflow that says what kind it is.</summary>
    public string WorkflowTypeLabel { get; init; } = "workflow-type";

    /// <summary>The kind of a main workflow.</summary>
    public string MainWorkflowType { get; init; } = "play-orchestration";

    /// <summary>The label of a workflow that names its repository, <c>owner-name</c>.</summary>
    public string RepositoryLabel { get; init; } = "repository";

    /// <summary>The argument of a workflow that names its repository, <c>owner/name</c>.</summary>
    public string RepositoryParameter { get; init; } = "repository";

    /// <summary>The label of a main workflow that holds its stage.</summary>
    public string StageLabel { get; init; } = "current-stage";

    /// <summary>The stage a restart sets the main workflow back to.</summary>
    public string ResetStage { get; init; } = "waiting-pr-created";

    /// <summary>The label of a pull request that starts testing.</summary>
    public string QaLabel { get; init; } = "ready-for-qa";

    /// <summary>Display name of the node that starts quality work.</summary>
    public string QualityNode { get; init; } = "quality-work";

    /// <summary>Display name of the suspend node before the quality node.</summary>
    public string GateNode { get; init; } = "wait-pr-created";

    /// <summary>Display names of nodes that check and set the stage before the quality node and have to run again too.</summary>
    public IReadOnlyList<string> StageSteps { get; init; } = ["update-to-quality-in-progress"];

    /// <summary>Display name of the node that completes the task; once it has started nothing is restarted.</summary>
    public string CompletingNode { get; init; } = "complete-task";

    /// <summary>Whether this is the label that starts testing. GitHub does not tell labels apart by case: two that differ in it alone are one.</summary>
    /// <param name="label">The label's name.</param>
    internal bool IsQaLabel(string label) => string.Equals(label, QaLabel, StringComparison.OrdinalIgnoreCase);
}

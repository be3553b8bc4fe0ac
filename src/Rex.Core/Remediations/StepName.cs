namespace Rex.Core.Remediations;

/// <summary>The five steps of a remediation, in their order.</summary>
public enum StepName
{
    /// <summary>Finds the pull requests and the main workflow, checks the fence, plans the restart.</summary>
    ValidateEvent,

    /// <summary>Holds the main workflow, and cancels the pods and agent runs that work on old code.</summary>
    CancelAgents,

    /// <summary>Takes the label <c>ready-for-qa</c> off the pull requests.</summary>
    RemoveQaLabel,

    /// <summary>Sets the main workflow's stage back.</summary>
    ResetWorkflow,

    /// <summary>Makes the restart write, and sees to it that it took effect.</summary>
    ResumePipeline,
}

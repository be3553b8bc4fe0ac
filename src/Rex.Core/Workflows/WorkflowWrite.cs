namespace Rex.Core.Workflows;

/// <summary>What became of a write on a main workflow.</summary>
/// <param name="Result">Whether it was made.</param>
/// <param name="Workflow">The workflow as the API server answered; null where nothing was written.</param>
public sealed record WorkflowWrite(WriteResult Result, MainWorkflow? Workflow);

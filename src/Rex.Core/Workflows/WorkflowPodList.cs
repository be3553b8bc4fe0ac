namespace Rex.Core.Workflows;

/// <summary>The pods of a main workflow at one moment.</summary>
/// <param name="Items">The pods.</param>
/// <param name="ServerTime">The API server's own time of that moment (its <c>Date</c> header), null where it sent none. Only this one compares with creation times.</param>
public sealed record WorkflowPodList(IReadOnlyList<WorkflowPod> Items, DateTimeOffset? ServerTime);

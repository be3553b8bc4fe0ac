namespace Rex.Core.Workflows;

/// <summary>A pod of a main workflow.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID.</param>
/// <param name="NodeId">The annotation <c>workflows.argoproj.io/node-id</c>: which node it is of; null where it has none.</param>
/// <param name="CreatedAt">When the API server made it.</param>
/// <param name="IsDeleting">Whether it has a deletion timestamp.</param>
/// <param name="HasEnded">Whether its phase is Succeeded or Failed, or all its containers have terminated.</param>
/// <param name="Finalizers">Its finalizers.</param>
public sealed record WorkflowPod(
    string Name,
    string Uid,
    string? NodeId,
    DateTimeOffset CreatedAt,
    bool IsDeleting,
    bool HasEnded,
    IReadOnlyList<string> Finalizers
);

namespace Rex.Core.Agents;

/// <summary>One <c>CodeRun</c>: an agent at work on a task.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uid">Its UID.</param>
/// <param name="ResourceVersion">The version that was read.</param>
/// <param name="CreatedAt">When the API server made it.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="RepositoryUrl"><c>spec.repositoryUrl</c>: a URL, or <c>owner/name</c>.</param>
/// <param name="Phase"><c>status.phase</c>; null or empty before the controller first saw it.</param>
/// <param name="IsDeleting">Whether it has a deletion timestamp.</param>
/// <param name="Finalizers">Its finalizers.</param>
public sealed record AgentRun(
    string Name,
    string Uid,
    string ResourceVersion,
    DateTimeOffset CreatedAt,
    IReadOnlyDictionary<string, string> Labels,
    string? RepositoryUrl,
    string? Phase,
    bool IsDeleting,
    IReadOnlyList<string> Finalizers
)
{
    /// <summary>Whether it has finished: everything but Succeeded and Failed counts as running.</summary>
    public bool IsFinished => Phase is "Succeeded" or "Failed";
}

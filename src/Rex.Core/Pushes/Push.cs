using Rex.Core.Remediations;

namespace Rex.Core.Pushes;

/// <summary>A push that was accepted: by an implementation agent, to a branch of a task, in a watched repository.</summary>
public sealed record Push
{
    /// <summary>GitHub's id of the repository, which stays when it is renamed. At least 1.</summary>
    public required long RepositoryId { get; init; }

    /// <summary>The repository.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>The branch that was pushed to.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>The task that the branch is named after.</summary>
    public required TaskId Task { get; init; }

    /// <summary>The commit the branch was at; zeros where the push created it.</summary>
    public required CommitSha Before { get; init; }

    /// <summary>The commit the branch is at.</summary>
    public required CommitSha After { get; init; }

    /// <summary>When GitHub took the push, in UTC, whole seconds.</summary>
    public required DateTimeOffset PushedAt { get; init; }

    /// <summary>The identity of the push, the same however often and by whichever way it is delivered.</summary>
    public RemediationId Id => RemediationId.Of(this);
}

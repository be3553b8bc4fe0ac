namespace Rex.Core.Pushes;

/// <summary>What Rex reads of one GitHub <c>push</c> delivery: well-formed, and nothing decided about it yet.</summary>
public sealed record PushEvent
{
    /// <summary><c>ref</c>: the full reference, of a branch, a tag or anything else.</summary>
    public required string Ref { get; init; }

    /// <summary><c>before</c>: the commit the reference was at; zeros where it was created.</summary>
    public required CommitSha Before { get; init; }

    /// <summary><c>after</c>: the commit the reference is at; zeros where it was deleted.</summary>
    public required CommitSha After { get; init; }

    /// <summary><c>created</c>: whether the push made the reference. Absent is <c>false</c>.</summary>
    public bool Created { get; init; }

    /// <summary><c>deleted</c>: whether the push deleted the reference. Absent is <c>false</c>.</summary>
    public bool Deleted { get; init; }

    /// <summary><c>forced</c>: whether history was replaced. Absent is <c>false</c>.</summary>
    public bool Forced { get; init; }

    /// <summary><c>repository.id</c>, which stays when the repository is renamed. At least 1.</summary>
    public required long RepositoryId { get; init; }

    /// <summary><c>repository.full_name</c>.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary><c>repository.pushed_at</c> in UTC, whole seconds: when GitHub took the push.</summary>
    public required DateTimeOffset PushedAt { get; init; }

    /// <summary><c>sender.login</c>: who pushed, an app as <c>name[bot]</c>.</summary>
    public required string SenderLogin { get; init; }

    /// <summary><c>sender.type</c>: <c>User</c>, <c>Bot</c> or <c>Organization</c>; <c>null</c> where it is absent.</summary>
    public string? SenderType { get; init; }
}

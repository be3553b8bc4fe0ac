namespace Rex.Benchmarks.Pushes.Peer;

/// <summary>The repository of a push.</summary>
internal sealed record RepositoryModel
{
    public long Id { get; init; }

    public string? NodeId { get; init; }

    public string? Name { get; init; }

    public string? FullName { get; init; }

    public bool Private { get; init; }

    public AccountModel? Owner { get; init; }

    public string? HtmlUrl { get; init; }

    public string? Description { get; init; }

    public bool Fork { get; init; }

    public string? Url { get; init; }

    public long CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public long PushedAt { get; init; }

    public string? CloneUrl { get; init; }

    public string? SshUrl { get; init; }

    public string? DefaultBranch { get; init; }

    public string? MasterBranch { get; init; }
}

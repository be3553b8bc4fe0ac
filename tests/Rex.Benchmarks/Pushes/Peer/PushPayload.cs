namespace Rex.Benchmarks.Pushes.Peer;

/// <summary>The payload of a push, as libraries of models have it.</summary>
internal sealed record PushPayload
{
    public string? Ref { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public bool Created { get; init; }

    public bool Deleted { get; init; }

    public bool Forced { get; init; }

    public string? BaseRef { get; init; }

    public string? Compare { get; init; }

    public IReadOnlyList<CommitModel>? Commits { get; init; }

    public CommitModel? HeadCommit { get; init; }

    public RepositoryModel? Repository { get; init; }

    public CommitterModel? Pusher { get; init; }

    public AccountModel? Organization { get; init; }

    public AccountModel? Sender { get; init; }

    public InstallationModel? Installation { get; init; }
}

namespace Rex.Simulator.Fuzzing;

/// <summary>What a reader makes of a body that is a push to act on.</summary>
/// <param name="Repository"><c>owner/name</c>, as it is written.</param>
/// <param name="RepositoryId">GitHub's number of it.</param>
/// <param name="Ref">The full reference.</param>
/// <param name="Before">The commit before.</param>
/// <param name="After">The commit after.</param>
/// <param name="Sender">Who pushed, as it is written.</param>
/// <param name="Task">The task's number.</param>
/// <param name="PushedAt">When, in seconds since 1970.</param>
internal sealed record AcceptedPush(
    string Repository,
    long RepositoryId,
    string Ref,
    string Before,
    string After,
    string Sender,
    int Task,
    long PushedAt
);

namespace Rex.Core.Pushes;

/// <summary>The fields of a push's payload that Rex reads; a set of them says which have been seen.</summary>
[Flags]
internal enum PushField
{
    None = 0,
    Ref = 1 << 0,
    Before = 1 << 1,
    After = 1 << 2,
    Created = 1 << 3,
    Deleted = 1 << 4,
    Forced = 1 << 5,
    Repository = 1 << 6,
    RepositoryId = 1 << 7,
    RepositoryFullName = 1 << 8,
    RepositoryPushedAt = 1 << 9,
    Sender = 1 << 10,
    SenderLogin = 1 << 11,
    SenderType = 1 << 12,
}

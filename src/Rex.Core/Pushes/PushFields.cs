namespace Rex.Core.Pushes;

/// <summary>What was read of a payload, where it lies: nothing is copied until it is known that the push matters.</summary>
internal ref struct PushFields
{
    public JsonText Ref;
    public JsonText Before;
    public JsonText After;

    /// <summary>Whether <see cref="After"/> is no commit.</summary>
    public bool AfterIsZero;
    public bool Created;
    public bool Deleted;
    public bool Forced;
    public long RepositoryId;
    public JsonText Repository;
    public DateTimeOffset PushedAt;
    public JsonText SenderLogin;

    /// <summary>Empty where it is absent: a text that is there has a character.</summary>
    public JsonText SenderType;

    /// <summary>Copies it.</summary>
    /// <param name="buffer">At least <see cref="PushParser.MaxTextBytes"/> long.</param>
    public readonly PushEvent ToEvent(Span<char> buffer) =>
        new()
        {
            Ref = Ref.ToText(buffer),
            Before = CommitSha.Parse(Before.ToText(buffer)),
            After = CommitSha.Parse(After.ToText(buffer)),
            Created = Created,
            Deleted = Deleted,
            Forced = Forced,
            RepositoryId = RepositoryId,
            Repository = RepositoryName.Parse(Repository.ToText(buffer)),
            PushedAt = PushedAt,
            SenderLogin = SenderLogin.ToText(buffer),
            SenderType = SenderType.Raw.IsEmpty ? null : SenderType.ToText(buffer),
        };
}

namespace Rex.Core.Options;

/// <summary>Which pushes are Rex's business, as it stands in the settings.</summary>
public sealed record PushOptions
{
    /// <summary>The watched repositories, <c>owner/name</c>. Must not be empty.</summary>
    public IReadOnlyList<string> Repositories { get; init; } = [];

    /// <summary>The GitHub logins whose pushes count. A login that ends in <c>[bot]</c> has to be a bot's.</summary>
    public IReadOnlyList<string> AllowedSenders { get; init; } = ["5DLabs-Rex[bot]"];

    /// <summary>A regular expression for the branch name after <c>refs/heads/</c>, with the group <c>id</c>; it must match the whole name. Null: the platform's own.</summary>
    public string? BranchPattern { get; init; }
}

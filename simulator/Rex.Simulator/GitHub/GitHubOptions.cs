namespace Rex.Simulator.GitHub;

/// <summary>How the GitHub of a world behaves.</summary>
internal sealed record GitHubOptions
{
    /// <summary>Says which tokens are good.</summary>
    public required Func<string, bool> Tokens { get; init; }

    /// <summary>Keeps account of what is asked; null: with the limits that GitHub documents.</summary>
    public RateLimits? Limits { get; init; }

    /// <summary>The most items of a page, whatever is asked for.</summary>
    public int LargestPage { get; init; } = 100;

    /// <summary>What is wrong for the holder of a token just now.</summary>
    public Func<string, GitHubTrouble> Trouble { get; init; } = _ => GitHubTrouble.None;
}

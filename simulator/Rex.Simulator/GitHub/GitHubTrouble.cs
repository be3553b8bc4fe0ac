namespace Rex.Simulator.GitHub;

/// <summary>What is wrong with GitHub for somebody.</summary>
internal enum GitHubTrouble
{
    None,

    /// <summary>It answers with an error page.</summary>
    Outage,

    /// <summary>The token is good, but reaches no repository any more: GitHub hides that there is anything.</summary>
    LostAccess,

    /// <summary>The token was revoked.</summary>
    BadToken,

    /// <summary>It resets every connection, before it does anything.</summary>
    Reset,
}

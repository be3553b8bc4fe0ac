namespace Rex.Simulator.Scenarios;

/// <summary>What somebody does to a pull request.</summary>
internal enum GitHubDeedKind
{
    /// <summary>Opens the task's own one, for the task's branch.</summary>
    Open,

    /// <summary>Closes it without merging.</summary>
    Close,

    /// <summary>Puts the label on it that starts testing.</summary>
    Label,
}

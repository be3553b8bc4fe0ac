namespace Rex.Adapters.GitHub;

/// <summary>An item of a list that GitHub answers with.</summary>
internal interface IGitHubItem
{
    /// <summary>What a list of these holds, as in "the answer is not …".</summary>
    static abstract string Description { get; }

    /// <summary>Whether its values can be GitHub's. What JSON cannot say is checked here: what is not sound must not reach a request or a write.</summary>
    bool IsSound { get; }
}

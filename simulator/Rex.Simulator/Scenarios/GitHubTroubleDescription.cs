namespace Rex.Simulator.Scenarios;

/// <summary>Something that goes wrong with GitHub for a time.</summary>
internal sealed record GitHubTroubleDescription
{
    /// <summary>slow, outage (it answers 503 with a page), lostAccess (404 to everything), badToken (401) or reset (connections break).</summary>
    public Located<string> Do { get; set; }

    /// <summary>A regular expression for the name of the caller who suffers from it.</summary>
    public Located<string> From { get; set; } = new("^rex-", 0);

    /// <summary>It begins with the first request that comes when all of this is so.</summary>
    public List<Located<Condition>> When { get; set; } = [];

    /// <summary>How long it lasts; for good where null.</summary>
    public TimeSpan? For { get; set; }

    /// <summary>For <c>slow</c>: how long each answer takes. What was asked for is done at the end of it, whether anybody still waits or not.</summary>
    public TimeSpan By { get; set; }
}

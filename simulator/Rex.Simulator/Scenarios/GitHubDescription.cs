namespace Rex.Simulator.Scenarios;

/// <summary>How GitHub behaves; without it, it is well and has the limits that it documents.</summary>
internal sealed record GitHubDescription
{
    /// <summary>Requests that each token has left in the hour that is under way when the world begins: others have used it before. 5000 where null.</summary>
    public int? RequestsLeft { get; set; }

    /// <summary>How long after the beginning of the world that hour ends.</summary>
    public TimeSpan ResetIn { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Points that a token may use within a minute: a read is one, a write five.</summary>
    public int PointsAMinute { get; set; } = 900;

    /// <summary>Requests that a token may have under way at once.</summary>
    public int AtOnce { get; set; } = 100;

    /// <summary>How long one of these two limits holds once it was hit.</summary>
    public TimeSpan Penalty { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether their refusals say how long to wait.</summary>
    public bool NamesTheWait { get; set; } = true;

    /// <summary>The status of their refusals: 403 or 429.</summary>
    public int LimitStatus { get; set; } = 403;

    /// <summary>The most items of a page, whatever is asked for.</summary>
    public int LargestPage { get; set; } = 100;

    /// <summary>What goes wrong, and when.</summary>
    public List<GitHubTroubleDescription> Troubles { get; set; } = [];
}

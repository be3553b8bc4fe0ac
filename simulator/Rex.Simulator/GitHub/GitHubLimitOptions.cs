namespace Rex.Simulator.GitHub;

/// <summary>How much GitHub lets a token ask. The defaults are those that it documents.</summary>
internal sealed record GitHubLimitOptions
{
    /// <summary>Requests that a token may make in an hour.</summary>
    public int RequestsAnHour { get; init; } = 5000;

    /// <summary>How many of these are left when the world begins: others have used the token before.</summary>
    public int? Left { get; init; }

    /// <summary>How long after the beginning of the world the hour ends that was under way then.</summary>
    public TimeSpan ResetIn { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Points that a token may use within a minute: a read is one, a write five.</summary>
    public int PointsAMinute { get; init; } = 900;

    /// <summary>Requests that a token may have under way at once.</summary>
    public int AtOnce { get; init; } = 100;

    /// <summary>How long a secondary limit holds once it was hit.</summary>
    public TimeSpan Penalty { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether refusals because of a secondary limit say how long (<c>retry-after</c>). The real ones do not always.</summary>
    public bool NamesTheWait { get; init; } = true;

    /// <summary>The status of refusals because of a secondary limit: 403 or 429.</summary>
    public int Status { get; init; } = 403;
}

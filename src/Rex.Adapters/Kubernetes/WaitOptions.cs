namespace Rex.Adapters.Kubernetes;

/// <summary>How changes are waited for.</summary>
internal sealed record WaitOptions
{
    /// <summary>How long one watch lasts before everything is looked at again, whether something was said to have changed or not.</summary>
    public TimeSpan WatchDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much longer the server may take to end a watch before it is taken for dead.</summary>
    public TimeSpan WatchMargin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After which time without an end a watch is taken for dead.</summary>
    public TimeSpan DeadAfter => WatchDuration + WatchMargin;

    /// <summary>The first pause after an error, or after a watch that ended without a change. Doubles from time to time.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest such pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause that follows on this one.</summary>
    public TimeSpan PauseAfter(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}

namespace Rex.Simulator.Scenarios;

/// <summary>
/// A long time in which nothing happens. It takes no time to play: everybody sleeps through it, as in a machine that is suspended.
/// </summary>
internal sealed record IdleDescription
{
    /// <summary>What must be so before it begins.</summary>
    public List<Located<Condition>> When { get; set; } = [];

    /// <summary>How long after that it begins.</summary>
    public TimeSpan At { get; set; }

    /// <summary>How long it is.</summary>
    public TimeSpan For { get; set; }

    /// <summary>Whether somebody has deleted the remediations that had ended, at its end.</summary>
    public bool ClearsLedger { get; set; }
}

namespace Rex.Simulator.Scenarios;

/// <summary>What must hold at the end of a scenario, besides the invariants.</summary>
internal sealed record Expectations
{
    /// <summary>Restarts by task; tasks not named have none.</summary>
    public Dictionary<string, int> Restarts { get; set; } = [];

    /// <summary>How many runs were cancelled in all.</summary>
    public int? Cancelled { get; set; }

    /// <summary>Names of <c>world.runs</c> that must have been cancelled.</summary>
    public List<Located<string>> Gone { get; set; } = [];

    /// <summary>Names of <c>world.runs</c> that must still be there, untouched.</summary>
    public List<Located<string>> Kept { get; set; } = [];

    /// <summary>
    /// How many pods of agents Rex deleted, because they outlived their runs; null where it does not matter: on a busy machine the cluster's own collection can
    /// take so long.
    /// </summary>
    public int? OrphansDeleted { get; set; }

    /// <summary>Whether Rex wrote nothing at all to the platform.</summary>
    public bool Untouched { get; set; }

    /// <summary>What must be so at the end; the scenario waits for it.</summary>
    public List<Located<Condition>> End { get; set; } = [];

    /// <summary>
    /// Whether a second write after the restart write is needed at least once, to put right what a stalled controller wrote late; null where it does
    /// not matter.
    /// </summary>
    public bool? Repaired { get; set; }

    /// <summary>How long after its push every restart must come at the latest, in simulated time; null for no matter.</summary>
    public TimeSpan? RestartedWithin { get; set; }

    /// <summary>How often Rex crashed.</summary>
    public int Crashes { get; set; }

    /// <summary>In place of that: how often it crashed at least.</summary>
    public int CrashesAtLeast { get; set; }
}

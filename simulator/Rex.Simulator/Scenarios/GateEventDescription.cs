namespace Rex.Simulator.Scenarios;

/// <summary>Events that a sensor gets late or never, so that their gate stays shut.</summary>
internal sealed record GateEventDescription
{
    /// <summary>The display name of the gate that the event opens.</summary>
    public string Gate { get; set; } = "";

    /// <summary>The task; all where null.</summary>
    public Located<string>? Task { get; set; }

    /// <summary>How late it comes; where a restart makes the gate wait again, its next event is not late.</summary>
    public TimeSpan Late { get; set; }

    /// <summary>Whether it never comes.</summary>
    public bool Lost { get; set; }
}

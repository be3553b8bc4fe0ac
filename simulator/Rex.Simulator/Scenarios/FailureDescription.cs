namespace Rex.Simulator.Scenarios;

/// <summary>Runs of an agent that end badly.</summary>
internal sealed record FailureDescription
{
    /// <summary>rex, cleo, tess, cipher, …</summary>
    public Located<string> Agent { get; set; }

    /// <summary>The task; all where null.</summary>
    public Located<string>? Task { get; set; }

    /// <summary>Which of the agent's runs for a task, from 1; all where empty.</summary>
    public List<int> Runs { get; set; } = [];
}

namespace Rex.Simulator.Scenarios;

/// <summary>What a script step of main workflows does in place of what it usually does. What is left out stays as it is.</summary>
internal sealed record ScriptDescription
{
    /// <summary>The display name of its node, without the number of an attempt.</summary>
    public Located<string> Step { get; set; }

    /// <summary>The task; all where null.</summary>
    public Located<string>? Task { get; set; }

    /// <summary>Which times that the step runs for a task, from 1; all where empty.</summary>
    public List<int> Runs { get; set; } = [];

    /// <summary>How long it works before it sets a stage or puts anything out.</summary>
    public TimeSpan? Takes { get; set; }

    /// <summary>Its exit code.</summary>
    public int? ExitCode { get; set; }

    /// <summary>Output parameters by name, beside the usual ones.</summary>
    public Dictionary<string, string> Outputs { get; set; } = [];
}

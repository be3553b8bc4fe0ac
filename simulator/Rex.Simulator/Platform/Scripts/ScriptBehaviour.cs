namespace Rex.Simulator.Platform.Scripts;

/// <summary>
/// What a script step does, as data in place of its shell. A step without one does nothing, for
/// <see cref="Kubelets.KubeletOptions.DefaultScriptDuration"/>, and succeeds.
/// </summary>
internal sealed record ScriptBehaviour
{
    /// <summary>How long it works before it changes or puts out anything, such as <c>2s</c>.</summary>
    public string Duration { get; init; } = "1s";

    /// <summary>Output parameters by name; <c>{{inputs.parameters.x}}</c> stands for an input.</summary>
    public Dictionary<string, string> Outputs { get; init; } = [];

    /// <summary>The change of the workflow's stage that the step makes; null for none.</summary>
    public StageChange? Stage { get; init; }

    /// <summary>The exit code. Outputs are reported whatever it is.</summary>
    public int ExitCode { get; init; }
}

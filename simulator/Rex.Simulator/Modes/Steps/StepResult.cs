using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Modes.Steps;

/// <summary>What a step put out when it ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its line of JSON.</param>
internal sealed record StepResult(int ExitCode, JsonObject Output)
{
    private const int FailedForNow = 4;

    public string Decision => Output.Text("decision") ?? "";

    public string Reason => Output.Text("reason") ?? "";

    public string Remediation => Output.Text("remediation") ?? "";

    public string Message => Output.Text("message") ?? "";

    /// <summary>Whether the step is not tried again after this.</summary>
    public bool IsFinal => ExitCode != FailedForNow;
}

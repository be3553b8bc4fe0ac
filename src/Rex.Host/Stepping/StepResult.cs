using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Host.Commands;

namespace Rex.Host.Stepping;

/// <summary>What one step in a process of its own gives to whoever started it.</summary>
/// <param name="Decision">How it ended.</param>
/// <param name="ExitCode">What the process exits with.</param>
/// <param name="Reason">Why; null where the step went through.</param>
/// <param name="Message">What it did, or why not, in words.</param>
/// <param name="Remediation">The remediation as the ledger has it; null where there is none.</param>
internal sealed record StepResult(StepDecision Decision, int ExitCode, ReasonCode? Reason, string Message, Remediation? Remediation)
{
    /// <summary>How a remediation stands after a step of it.</summary>
    public static StepResult Of(Remediation remediation, StepName step)
    {
        var status = remediation.Status;
        if (!remediation.HasEnded && status.Conditions.Any(one => one.Step == step && one.IsDone))
        {
            return new StepResult(StepDecision.Remediate, Commands.ExitCode.Done, null, status.Message, remediation);
        }

        return new StepResult(DecisionOf(status.Phase), Commands.ExitCode.Of(status), status.Reason, status.Message, remediation);
    }

    /// <summary>A step that failed before the ledger could say so.</summary>
    public static StepResult Of(PlatformException error) =>
        new(StepDecision.Failed, Commands.ExitCode.Of(error.Reason), error.Reason, error.Message, null);

    /// <summary>Input that no step can begin with.</summary>
    public static StepResult Of(CommandException error) => new(StepDecision.BadInput, error.Code, null, error.Message, null);

    /// <summary>The result by name, every name always there: what is unknown is an empty text.</summary>
    public IReadOnlyList<(string Name, string Value)> Values() =>
        [
            ("decision", Decision.ToString()),
            ("remediation", Remediation?.Id.Value ?? ""),
            ("repository", Remediation?.Push.Repository.FullName ?? ""),
            ("repository-id", Remediation?.Push.RepositoryId.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""),
            ("task", Remediation?.Push.Task.ToString() ?? ""),
            ("reason", Reason?.ToString() ?? ""),
            ("message", Message),
        ];

    /// <summary>The result as one object.</summary>
    public JsonObject Json()
    {
        var json = new JsonObject { ["exitCode"] = ExitCode };
        foreach (var (name, value) in Values())
        {
            json[name] = value;
        }

        json["status"] = Remediation is null ? null : RemediationText.Json(Remediation);
        return json;
    }

    private static StepDecision DecisionOf(RemediationPhase phase) =>
        phase switch
        {
            RemediationPhase.Succeeded => StepDecision.Succeeded,
            RemediationPhase.Skipped => StepDecision.Skipped,
            RemediationPhase.Superseded => StepDecision.Superseded,
            // A step that has not ended leaves the remediation open: for this process it failed.
            _ => StepDecision.Failed,
        };
}

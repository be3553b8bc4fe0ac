using System.Text.Json.Nodes;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Host.Commands;

/// <summary>Says how a remediation stands, to people and to programs.</summary>
internal static class RemediationText
{
    /// <summary>Some lines: what each step did, and how it ended.</summary>
    public static void Write(TextWriter output, Remediation remediation)
    {
        var (push, status) = (remediation.Push, remediation.Status);
        output.WriteLine($"Push of {push.After.Value[..7]} to {push.Branch} of {push.Repository}: task {push.Task}");
        output.WriteLine($"Remediation {remediation.Id}");
        foreach (var step in status.Conditions)
        {
            output.WriteLine($"  {(step.IsDone ? "done" : "open")}  {step.Step, -14} {step.Message}");
        }
    }

    /// <summary>The same as JSON.</summary>
    public static JsonObject Json(Remediation remediation)
    {
        var (push, status) = (remediation.Push, remediation.Status);
        return new JsonObject
        {
            ["name"] = remediation.Id.Value,
            ["repository"] = push.Repository.FullName,
            ["branch"] = push.Branch.ToString(),
            ["task"] = push.Task.Value,
            ["after"] = push.After.Value,
            ["phase"] = status.Phase.ToString(),
            ["step"] = status.Step?.ToString(),
            ["reason"] = status.Reason?.ToString(),
            ["message"] = status.Message,
            ["steps"] = new JsonArray([
                .. status.Conditions.Select(step => new JsonObject
                {
                    ["step"] = step.Step.ToString(),
                    ["done"] = step.IsDone,
                    ["reason"] = step.Reason?.ToString(),
                    ["message"] = step.Message,
                }),
            ]),
        };
    }

    /// <summary>That a delivery is none of Rex's business, and why.</summary>
    /// <returns>The exit code.</returns>
    public static int WriteIgnored(TextWriter output, PushDecision decision, bool asJson)
    {
        if (asJson)
        {
            output.WriteLine(
                new JsonObject
                {
                    ["result"] = nameof(DeliveryResult.Ignored),
                    ["reason"] = decision.Reason.ToString(),
                    ["message"] = decision.Message,
                }
            );
        }
        else
        {
            output.WriteLine($"Ignored, {decision.Reason}: {decision.Message}");
            output.WriteLine($"What to do: {Reasons.Of(decision.Reason!.Value).Advice}");
        }

        return decision.Reason == ReasonCode.Malformed ? ExitCode.BadInput : ExitCode.Done;
    }

    /// <summary>How it ended, with what an operator does about it.</summary>
    public static void WriteEnd(TextWriter output, RemediationStatus status)
    {
        if (status.Reason is { } reason)
        {
            output.WriteLine($"{status.Phase}, {reason}: {status.Message}");
            if (status.Phase == RemediationPhase.Failed)
            {
                output.WriteLine($"What to do: {Reasons.Of(reason).Advice}");
            }
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.Remediations;

namespace Rex.Adapters.Remediations;

/// <summary>Makes the <c>Remediation</c> object of a remediation.</summary>
internal static class RemediationWriting
{
    /// <summary>The reason of a condition whose step has done its work: a condition's reason must not be empty.</summary>
    public const string Done = "Done";

    /// <summary>The reason of a condition whose step is at work.</summary>
    public const string AtWork = "AtWork";

    /// <summary>The object, with its status and, where the remediation is in the ledger already, the version that it must still have.</summary>
    public static JsonObject Write(Remediation remediation, string @namespace)
    {
        var (repositoryId, taskId) = RemediationLabels.Of(remediation.Task);
        var metadata = new JsonObject
        {
            ["name"] = remediation.Id.Value,
            ["namespace"] = @namespace,
            ["labels"] = new JsonObject { [RemediationLabels.RepositoryId] = repositoryId, [RemediationLabels.TaskId] = taskId },
        };
        SetIfAny(metadata, "resourceVersion", remediation.ResourceVersion);
        if (remediation.TraceParent is { } trace)
        {
            metadata["annotations"] = new JsonObject { [RemediationLabels.TraceParent] = trace };
        }

        return new JsonObject
        {
            ["apiVersion"] = "rex.agents.platform/v1alpha1",
            ["kind"] = "Remediation",
            ["metadata"] = metadata,
            ["spec"] = Spec(remediation),
            ["status"] = Status(remediation.Status),
        };
    }

    private static JsonObject Spec(Remediation remediation)
    {
        var push = remediation.Push;
        var spec = new JsonObject
        {
            ["repository"] = push.Repository.FullName,
            ["repositoryId"] = push.RepositoryId,
            ["ref"] = push.Branch.Ref,
            ["before"] = push.Before.Value,
            ["after"] = push.After.Value,
            ["pushedAt"] = push.PushedAt.ToUnixTimeSeconds(),
            ["task"] = push.Task.Value,
            ["acceptedAt"] = Time(remediation.AcceptedAt),
        };
        SetIfAny(spec, "deliveryId", remediation.DeliveryId);
        return spec;
    }

    private static JsonObject Status(RemediationStatus status)
    {
        var written = new JsonObject
        {
            ["phase"] = status.Phase.ToString(),
            ["message"] = status.Message,
            ["attempts"] = status.Attempts,
            ["pullRequests"] = Array(status.PullRequests, number => JsonValue.Create(number)),
            ["cancelledRuns"] = Array(status.CancelledRuns, name => JsonValue.Create(name)),
            ["dependents"] = Array(status.Dependents, Dependent),
            ["conditions"] = Array(status.Conditions, Condition),
        };
        SetIfAny(written, "step", status.Step?.ToString());
        SetIfAny(written, "reason", status.Reason?.ToString());
        SetIfAny(written, "startedAt", Time(status.StartedAt));
        SetIfAny(written, "finishedAt", Time(status.FinishedAt));
        SetIfAny(written, "nextAttemptAt", Time(status.NextAttemptAt));
        SetIfAny(written, "restart", status.Restart is null ? null : RestartRecordText.Write(status.Restart));
        if (status.Workflow is { } workflow)
        {
            written["workflow"] = new JsonObject { ["name"] = workflow.Name, ["uid"] = workflow.Uid };
        }

        return written;
    }

    private static JsonObject Dependent(RunDependent dependent) =>
        new()
        {
            ["kind"] = dependent.Kind.ToString(),
            ["name"] = dependent.Name,
            ["uid"] = dependent.Uid,
            ["run"] = dependent.Run,
        };

    private static JsonObject Condition(StepCondition condition) =>
        new()
        {
            ["type"] = condition.Step.ToString(),
            ["status"] = condition.IsDone ? "True" : "False",
            ["reason"] = condition.Reason?.ToString() ?? (condition.IsDone ? Done : AtWork),
            ["message"] = condition.Message,
            ["lastTransitionTime"] = Time(condition.At),
        };

    private static JsonArray Array<T>(IReadOnlyList<T> items, Func<T, JsonNode?> write) => new([.. items.Select(write)]);

    private static void SetIfAny(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }

    /// <summary>RFC 3339 in UTC, with as much of the second as there is.</summary>
    public static string? Time(DateTimeOffset? time) =>
        time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

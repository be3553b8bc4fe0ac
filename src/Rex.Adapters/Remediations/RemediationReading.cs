using System.Text.Json;
using Rex.Adapters.Kubernetes;
using Rex.Core.Agents;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Workflows;

namespace Rex.Adapters.Remediations;

/// <summary>Reads a remediation from its <c>Remediation</c> object.</summary>
internal static class RemediationReading
{
    /// <summary>The remediation, or null where the object is none that Rex could have written: its name is not the identity of its push.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="name">Its name, as far as it is the identity of a push.</param>
    public static Remediation? Read(JsonElement resource, string name)
    {
        var spec = resource.Find("spec") ?? default;
        if (
            // An event to be decided about is no remediation, even where somebody has put the facts of one beside it.
            spec.Find("event")
                is not null
            || !RemediationId.TryParse(name, out var id)
            || ReadPush(spec) is not { } push
            || push.Id != id
            || ReadStatus(resource.Find("status") ?? default) is not { } status
        )
        {
            return null;
        }

        return new Remediation(
            id,
            push,
            spec.Time("acceptedAt") ?? resource.CreatedAt(),
            status,
            spec.Text("deliveryId"),
            resource.Text("metadata", "resourceVersion"),
            resource.Text("metadata", "annotations", RemediationLabels.TraceParent)
        )
        {
            Uid = resource.Text("metadata", "uid"),
        };
    }

    private static Push? ReadPush(JsonElement spec)
    {
        if (
            !RepositoryName.TryParse(spec.Text("repository"), out var repository)
            || !BranchName.TryParseRef(spec.Text("ref"), out var branch)
            || !CommitSha.TryParse(spec.Text("before"), out var before)
            || !CommitSha.TryParse(spec.Text("after"), out var after)
            || spec.Number("task") is not (>= 1 and <= TaskId.MaxValue and var task)
            || spec.Number("repositoryId") is not (>= 1 and var repositoryId)
            || !PushTime.TryFromSeconds(spec.Number("pushedAt") ?? -1, out var pushedAt)
        )
        {
            return null;
        }

        return new Push
        {
            RepositoryId = repositoryId,
            Repository = repository,
            Branch = branch,
            Task = new TaskId((int)task),
            Before = before,
            After = after,
            PushedAt = pushedAt,
        };
    }

    private static RemediationStatus? ReadStatus(JsonElement status)
    {
        try
        {
            return new RemediationStatus
            {
                Phase = Parse<RemediationPhase>(status.Text("phase")) ?? RemediationPhase.Accepted,
                Step = Parse<StepName>(status.Text("step")),
                Reason = Parse<ReasonCode>(status.Text("reason")),
                Message = status.Text("message") ?? "",
                StartedAt = status.Time("startedAt"),
                FinishedAt = status.Time("finishedAt"),
                Attempts = (int)Math.Clamp(status.Number("attempts") ?? 0, 0, int.MaxValue),
                NextAttemptAt = status.Time("nextAttemptAt"),
                Workflow = ReadWorkflow(status),
                PullRequests = [.. status.Items("pullRequests").Where(IsNumber).Select(number => number.GetInt64())],
                CancelledRuns = status.Texts("cancelledRuns"),
                Dependents = [.. status.Items("dependents").Select(ReadDependent).OfType<RunDependent>()],
                Restart = status.Text("restart") is { } restart ? RestartRecordText.Read(restart) : null,
                Conditions = [.. status.Items("conditions").Select(ReadCondition).OfType<StepCondition>()],
            };
        }
        catch (JsonException)
        {
            // Without its restart record a remediation could do harm: better none than half of one.
            return null;
        }
    }

    private static bool IsNumber(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out _);

    private static ObjectReference? ReadWorkflow(JsonElement status) =>
        status.Text("workflow", "name") is { } name && status.Text("workflow", "uid") is { } uid ? new ObjectReference(name, uid) : null;

    private static RunDependent? ReadDependent(JsonElement dependent) =>
        Parse<RunDependentKind>(dependent.Text("kind")) is { } kind
        && dependent.Text("name") is { } name
        && dependent.Text("uid") is { } uid
            ? new RunDependent(kind, name, uid, dependent.Text("run") ?? "")
            : null;

    private static StepCondition? ReadCondition(JsonElement condition) =>
        Parse<StepName>(condition.Text("type")) is { } step
            ? new StepCondition(
                step,
                condition.Text("status") == "True",
                condition.Time("lastTransitionTime") ?? DateTimeOffset.MinValue,
                Parse<ReasonCode>(condition.Text("reason")),
                condition.Text("message") ?? ""
            )
            : null;

    /// <summary>A name of the enum, exactly; numbers and other cases are none.</summary>
    private static T? Parse<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) && value.ToString() == text ? value : null;
}

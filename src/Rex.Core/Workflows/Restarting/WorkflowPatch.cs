using System.Text.Json.Nodes;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>The parts that merge patches on a main workflow are put together from. Each has the workflow's UID and resourceVersion as its precondition.</summary>
internal static class WorkflowPatch
{
    /// <summary>A patch of labels and annotations; null takes one away.</summary>
    public static JsonObject Metadata(MainWorkflow workflow, JsonObject? labels, JsonObject? annotations)
    {
        var metadata = new JsonObject { ["uid"] = workflow.Uid, ["resourceVersion"] = workflow.ResourceVersion };
        if (labels is not null)
        {
            metadata["labels"] = labels;
        }

        if (annotations is not null)
        {
            metadata["annotations"] = annotations;
        }

        return new JsonObject { ["metadata"] = metadata };
    }

    /// <summary>What every restart sets: stage, stamp, and the hold's end.</summary>
    public static JsonObject Restart(MainWorkflow workflow, RestartStamp stamp) =>
        Metadata(
            workflow,
            new JsonObject { [stamp.StageLabel] = stamp.Stage, [ArgoMetadata.Completed] = "false" },
            new JsonObject
            {
                [RexAnnotations.RestartedFor] = stamp.Id.ToString(),
                [RexAnnotations.RestartedHead] = $"{stamp.Head} {JsonReading.FormatTime(stamp.Now)}",
                [RexAnnotations.HeldBy] = null,
                [RexAnnotations.HeldAt] = null,
            }
        );

    /// <summary>
    /// The nodes' changes, and the removed nodes' entries out of <c>taskResultsCompletionStatus</c>. Where there are no such entries the key is
    /// left out: an empty map would switch the controller's bookkeeping over.
    /// </summary>
    public static void AddNodes(
        JsonObject patch,
        MainWorkflow workflow,
        NodeStatus nodes,
        NodeChanges changes,
        IReadOnlySet<string> removed
    )
    {
        var status = StatusOf(patch);
        changes.AddTo(status, workflow, nodes);
        var entries = workflow
            .Document.Members("status", "taskResultsCompletionStatus")
            .Select(entry => entry.Name)
            .Where(removed.Contains);
        var gone = new JsonObject([.. entries.Select(id => KeyValuePair.Create(id, (JsonNode?)null))]);
        if (gone.Count > 0)
        {
            status["taskResultsCompletionStatus"] = gone;
        }
    }

    /// <summary>What brings a workflow back that has failed: its phase and everything that follows from it.</summary>
    public static void AddRevival(JsonObject patch, MainWorkflow workflow, DateTimeOffset now)
    {
        if (!workflow.IsFinished)
        {
            return;
        }

        var status = StatusOf(patch);
        status["phase"] = "Running";
        status["message"] = null;
        status["finishedAt"] = null;
        var revivedAt = JsonReading.FormatTime(now);
        status["startedAt"] = revivedAt;
        status["conditions"] = ConditionsWithoutCompletion(workflow);
        var labels = (JsonObject)patch["metadata"]!["labels"]!;
        labels[ArgoMetadata.Phase] = "Running";
        labels[ArgoMetadata.ArchivingStatus] = null;
        var annotations = (JsonObject)patch["metadata"]!["annotations"]!;
        annotations[RexAnnotations.RevivedAt] = revivedAt;
        if (workflow.Document.Text("status", "finishedAt") is { } finishedAt)
        {
            annotations[RexAnnotations.FinishedAt] = EarlierEnd.Note(workflow, finishedAt);
        }
    }

    private static JsonArray ConditionsWithoutCompletion(MainWorkflow workflow)
    {
        var conditions = workflow
            .Document.Items("status", "conditions")
            .Select(condition => JsonNode.Parse(condition.GetRawText()))
            .Where(condition => condition is not JsonObject known || known["type"] is not JsonValue type || type.ToString() != "Completed");
        return [.. conditions, new JsonObject { ["status"] = "False", ["type"] = "Completed" }];
    }

    private static JsonObject StatusOf(JsonObject patch)
    {
        if (patch["status"] is not JsonObject status)
        {
            patch["status"] = status = [];
        }

        return status;
    }
}

using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Workflows;

/// <summary>
/// What keeps the workflow controller's hands off a main workflow: the label <c>workflows.argoproj.io/completed: "true"</c>, on which the
/// controller (3.4 to 4.1) leaves a workflow alone whatever its phase, and an annotation that says whose hold it is. <c>status.phase</c> stays,
/// so that nobody who waits for the workflow is misled.
/// </summary>
public static class Hold
{
    /// <summary>The remediation that holds the workflow, or null.</summary>
    public static string? HolderOf(MainWorkflow workflow) =>
        IsInPlace(workflow) ? workflow.Annotations.GetValueOrDefault(RexAnnotations.HeldBy) : null;

    /// <summary>Since when the workflow is held; null where it is not, or nobody can tell.</summary>
    internal static DateTimeOffset? HeldSince(MainWorkflow workflow) =>
        HolderOf(workflow) is null ? null : JsonReading.ParseTime(workflow.Annotations.GetValueOrDefault(RexAnnotations.HeldAt));

    /// <summary>
    /// Since when the controller leaves the workflow alone on account of this remediation: its hold, or the workflow's own end. Null where it
    /// does not.
    /// </summary>
    public static DateTimeOffset? LeftAloneSince(MainWorkflow workflow, RemediationId holder)
    {
        if (workflow.IsFinished)
        {
            return JsonReading.ParseTime(workflow.Document.Text("status", "finishedAt")) ?? workflow.CreatedAt;
        }

        return HolderOf(workflow) == holder.ToString() ? HeldSince(workflow) : null;
    }

    /// <summary>The write that puts the hold on; a hold that another remediation left is taken over with the time since when it stands.</summary>
    internal static JsonObject Take(MainWorkflow workflow, RemediationId holder, DateTimeOffset now) =>
        WorkflowPatch.Metadata(
            workflow,
            new JsonObject { [ArgoMetadata.Completed] = "true" },
            new JsonObject
            {
                [RexAnnotations.HeldBy] = holder.ToString(),
                [RexAnnotations.HeldAt] = FormatPrecise(HeldSince(workflow) ?? now),
            }
        );

    /// <summary>The write that ends the hold without a restart. Where the workflow finished meanwhile the label is the controller's own and stays.</summary>
    public static JsonObject Release(MainWorkflow workflow) =>
        WorkflowPatch.Metadata(
            workflow,
            workflow.IsFinished ? null : new JsonObject { [ArgoMetadata.Completed] = "false" },
            new JsonObject { [RexAnnotations.HeldBy] = null, [RexAnnotations.HeldAt] = null }
        );

    private static bool IsInPlace(MainWorkflow workflow) => workflow.Labels.GetValueOrDefault(ArgoMetadata.Completed) == "true";

    private static string FormatPrecise(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

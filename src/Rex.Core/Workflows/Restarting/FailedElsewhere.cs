using System.Text.Json;
using Rex.Core.Workflows.Nodes;

namespace Rex.Core.Workflows.Restarting;

/// <summary>
/// Looks for a failure that a rewind would leave in the tree, and that would fail the workflow again: a node that failed outside what is
/// removed, outside what is above the restart node, outside earlier attempts, and without <c>continueOn</c>.
/// </summary>
internal static class FailedElsewhere
{
    public static WorkflowNode? Find(MainWorkflow workflow, NodeTree tree, IReadOnlySet<string> removed, IReadOnlyList<WorkflowNode> above)
    {
        var rewound = above.Select(node => node.Id).Concat(removed).ToHashSet(StringComparer.Ordinal);
        return tree.Nodes.FirstOrDefault(node =>
            node.HasFailed && !rewound.Contains(node.Id) && !tree.IsInEarlierAttempt(node) && !MayFail(workflow, tree, node)
        );
    }

    private static bool MayFail(MainWorkflow workflow, NodeTree tree, WorkflowNode node) =>
        tree.Boundaries(node)
            .Prepend(node)
            .Any(at => at.Phase == "Succeeded" || (tree.TryGet(at.BoundaryId, out var boundary) && ContinuesOn(workflow, boundary, at)));

    private static bool ContinuesOn(MainWorkflow workflow, WorkflowNode boundary, WorkflowNode failed)
    {
        if (Templates.Of(workflow, boundary) is not { } template)
        {
            return false;
        }

        var calls = template.Items("dag", "tasks").Concat(template.Items("steps").SelectMany(StepsIn));
        var outcome = failed.Phase == "Error" ? "error" : "failed";
        return calls.Any(call => call.Text("name") == CallNameOf(failed) && call.IsTrue("continueOn", outcome));
    }

    private static IEnumerable<JsonElement> StepsIn(JsonElement group) =>
        group.ValueKind == JsonValueKind.Array ? group.EnumerateArray() : [];

    /// <summary>The task's or step's name: the display name without the number of an attempt or item.</summary>
    private static string CallNameOf(WorkflowNode node) => node.DisplayName!.Split('(')[0];
}

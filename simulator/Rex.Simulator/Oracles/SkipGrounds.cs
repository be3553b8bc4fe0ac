using System.Text.Json.Nodes;

namespace Rex.Simulator.Oracles;

/// <summary>
/// L1, for what ended without QA: the reason has to have been true of the task's main workflows when the remediation ended. What it says is not taken
/// for it; what each workflow looked like until then is.
/// </summary>
internal static class SkipGrounds
{
    /// <returns>Why QA should have run; null where it need not.</returns>
    public static string? WhyNot(Testimony testimony, TaskFacts task, RemediationFact outcome)
    {
        var workflows = WorkflowsUntil(testimony, task, EndOf(testimony, outcome));
        return outcome.Reason switch
        {
            "AlreadyCompleted" => workflows.Any(HasCompleted) ? null : "nothing had completed the task",
            "StoppedBySomebody" => workflows.Any(state => state["spec"]?["shutdown"] is not null) ? null : "nobody had stopped it",
            "FailedEarlier" or "FailedElsewhere" => workflows.Any(HasFailedNode) ? null : "no node of it had failed",
            "WorkflowNotFound" => workflows.Count == 0 ? null : $"there was {Testimony.Name(workflows[^1])}",
            _ => outcome.Phase == "Skipped" ? "that is no reason for it" : null,
        };
    }

    /// <summary>The write with which the remediation came to say how it ended.</summary>
    private static long EndOf(Testimony testimony, RemediationFact outcome)
    {
        var ended = testimony
            .Objects.All("remediations", outcome.Id)
            .Reverse()
            .TakeWhile(state => Testimony.Phase(state.Object) == outcome.Phase)
            .ToList();
        return ended.Count == 0 ? long.MaxValue : ended[^1].Sequence;
    }

    /// <summary>The states of the task's main workflows until then, without those that had been deleted.</summary>
    private static List<JsonObject> WorkflowsUntil(Testimony testimony, TaskFacts task, long end) =>
        [
            .. testimony
                .Evidence.Tasks.Where(same => same.Number == task.Number && same.Repository == task.Repository)
                .Where(same => !IsDeleted(testimony, same.Workflow, end))
                .SelectMany(same => testimony.Objects.All("workflows", same.Workflow))
                .Where(state => state.Sequence < end)
                .OrderBy(state => state.Sequence)
                .Select(state => state.Object),
        ];

    private static bool IsDeleted(Testimony testimony, string workflow, long end) =>
        testimony.Evidence.Entries.Any(entry =>
            entry is { Method: "DELETE", TookEffect: true }
            && entry.Sequence < end
            && ResourcePath.Parse(entry.Path) is { Plural: "workflows" } path
            && path.Name == workflow
        );

    private static bool HasCompleted(JsonObject workflow) =>
        Testimony.Phase(workflow) == "Succeeded" || OrderOfSteps.HasCompleted(workflow);

    private static bool HasFailedNode(JsonObject workflow) =>
        Testimony.Nodes(workflow)?.Any(node => node.Value?["phase"]?.GetValue<string>() is "Failed" or "Error") ?? false;
}

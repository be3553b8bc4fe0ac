using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.GitHub;
using Rex.Simulator.Oracles;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Worlds;

/// <summary>Says whether conditions hold.</summary>
internal sealed class ConditionCheck(
    ObjectView objects,
    GitHubWorld gitHub,
    IReadOnlyList<TaskWorld> tasks,
    Commits commits,
    Func<string, bool> isStalled
)
{
    public bool Holds(Condition condition) =>
        tasks
            .Where(task => condition.Task is null ? !task.Description.Bystander : task.Name == condition.Task)
            .All(task => Holds(condition, task));

    private bool Holds(Condition condition, TaskWorld task) =>
        condition.Subject switch
        {
            ConditionSubject.Agent => HoldsForRuns(condition, task),
            ConditionSubject.Label => HasLabel(condition, task) == (condition.State == "present"),
            ConditionSubject.Controller => isStalled(task.Workflow),
            ConditionSubject.Stage => objects.Find("workflows", task.Workflow) is { } workflow
                && Testimony.Label(workflow, "current-stage") == condition.State,
            ConditionSubject.Node => HoldsForNode(condition, task),
            ConditionSubject.Push => HoldsForPush(condition, task),
            _ => HoldsForWorkflow(condition, task),
        };

    private bool HoldsForRuns(Condition condition, TaskWorld task)
    {
        var runs = objects
            .All("coderuns")
            .Where(run => Testimony.Label(run, "workflow-name") == task.Workflow && Testimony.Label(run, "github-app") == condition.Name);
        return condition.State switch
        {
            "running" => runs.Any(run => !IsDeleting(run) && Testimony.Phase(run) == "Running"),
            "succeeded" => runs.Any(run => Testimony.Phase(run) == "Succeeded"),
            "failed" => runs.Any(run => Testimony.Phase(run) == "Failed"),
            "deleting" => runs.Any(IsDeleting),
            _ => !runs.Any(run => !IsDeleting(run)),
        };
    }

    private bool HoldsForNode(Condition condition, TaskWorld task)
    {
        var node = NodeStorage
            .NodesOf(objects.Find("workflows", task.Workflow))
            ?.Select(pair => pair.Value!)
            .Where(node => node["displayName"]?.GetValue<string>() == condition.Name)
            .OrderBy(node => node["startedAt"]?.GetValue<string>(), StringComparer.Ordinal)
            .LastOrDefault();
        var phase = node?["phase"]?.GetValue<string>();
        return condition.State == "absent" ? node is null : string.Equals(phase, condition.State, StringComparison.OrdinalIgnoreCase);
    }

    private bool HoldsForPush(Condition condition, TaskWorld task)
    {
        var ids = string.Create(CultureInfo.InvariantCulture, $"-{task.Facts.Number}-");
        var commit = $"-{commits.Of(condition.Name)[..12]}-";
        return objects
            .All("remediations")
            .Any(one =>
                Testimony.Name(one) is { } id
                && id.Contains(ids, StringComparison.Ordinal)
                && id.Contains(commit, StringComparison.Ordinal)
                && string.Equals(PhaseOf(one), condition.State, StringComparison.OrdinalIgnoreCase)
            );
    }

    private static string PhaseOf(JsonObject remediation) => Testimony.Phase(remediation) is { Length: > 0 } phase ? phase : "Accepted";

    private bool HoldsForWorkflow(Condition condition, TaskWorld task)
    {
        var workflow = objects.Find("workflows", task.Workflow);
        if (workflow is null)
        {
            return false;
        }

        var annotations = workflow["metadata"]?["annotations"];
        return condition.State switch
        {
            "restarted" when condition.Name.Length > 0 => annotations
                ?[RexWrite.RestartedHead]?.GetValue<string>()
                .StartsWith(commits.Of(condition.Name), StringComparison.Ordinal)
                ?? false,
            "suspended" => workflow["spec"]?["suspend"]?.GetValue<bool>() == true,
            "compressed" => workflow["status"]?["compressedNodes"] is not null,
            "held" => annotations?[RexWrite.HeldBy] is not null,
            "restarted" => annotations?[RexWrite.RestartedFor] is not null,
            _ => string.Equals(Testimony.Phase(workflow), condition.State, StringComparison.OrdinalIgnoreCase),
        };
    }

    private bool HasLabel(Condition condition, TaskWorld task)
    {
        var number = condition.Name.Length == 0 ? task.Description.PullRequest : long.Parse(condition.Name, CultureInfo.InvariantCulture);
        return gitHub.Read(
            task.Description.Repository,
            repository => repository!.PullRequests.Any(one => one.Number == number && one.Labels.Contains("ready-for-qa"))
        );
    }

    private static bool IsDeleting(JsonObject run) => run["metadata"]?["deletionTimestamp"] is not null;
}

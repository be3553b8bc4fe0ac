using Rex.Simulator.Oracles;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>Says whether a scenario has come to rest: every accepted push has ended, and the world is as the scenario wants it.</summary>
internal sealed class EndCheck(World world, DeliverySchedule schedule, IRexDeployment rex)
{
    private static readonly HashSet<string> Ended = ["Succeeded", "Skipped", "Superseded", "Failed"];

    public bool IsOver() => Missing().FirstOrDefault() is null;

    public string WhatIsMissing() => string.Join("; ", Missing().Take(5));

    private IEnumerable<string> Missing()
    {
        var accepted = schedule
            .All.SelectMany(handed => handed.Answers)
            .Where(answer => answer.RemediationId.Length > 0)
            .Select(answer => answer.RemediationId)
            .Distinct();
        foreach (var id in accepted)
        {
            var remediation = world.Objects.Find("remediations", id);
            var phase = remediation is null ? "" : Testimony.Phase(remediation);
            if (!Ended.Contains(phase))
            {
                yield return $"{id} is '{phase}'";
            }
            else if (world.Scenario.OnlyInvariants && phase == "Failed" && remediation?["status"]?["nextAttemptAt"] is not null)
            {
                // No push may be left like that there.
                yield return $"{id} is to be tried again";
            }
        }

        foreach (var work in rex.UnderWay())
        {
            yield return work;
        }

        var end = world.Scenario.Expect.End;
        foreach (var condition in end.Where(condition => !world.Conditions.Holds(condition.Value)))
        {
            yield return $"not '{condition.Value}'";
        }

        if (end.Count > 0)
        {
            yield break;
        }

        foreach (
            var task in world.Tasks.Where(task =>
                task.Description is { Silent: false, Bystander: false, WithoutWorkflow: false }
                && !world.Scenario.StaysStuck(task.Description)
            )
        )
        {
            if (
                world.Objects.Find("workflows", task.Workflow) is not { } workflow
                || Testimony.Phase(workflow) is "" or "Running" or "Pending"
            )
            {
                yield return $"the main workflow of {task.Name} has not ended";
            }
        }
    }
}

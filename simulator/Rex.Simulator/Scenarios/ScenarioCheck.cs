using System.Text.RegularExpressions;

namespace Rex.Simulator.Scenarios;

/// <summary>Checks what the parts of a scenario say about each other.</summary>
internal static class ScenarioCheck
{
    public static void Check(string file, Scenario scenario)
    {
        var repositories = scenario.World.Repositories.Select(repository => repository.Name).ToHashSet();
        var tasks = scenario.World.Tasks.Select(task => task.Name).ToHashSet();
        if (tasks.Count != scenario.World.Tasks.Count)
        {
            Refuse(0, "world.tasks: two tasks have the same name; give them 'name'");
        }

        foreach (var task in scenario.World.Tasks)
        {
            Require(repositories.Contains(task.Repository), 0, $"world.tasks.repository: there is no repository '{task.Repository}'");
            Require(task.Generation is "g1" or "g2" or "g3", 0, $"world.tasks.generation: '{task.Generation}' is none of g1, g2, g3");
            Require(
                !task.WithoutWorkflow || task.Starts.Count == 0,
                task.Starts.FirstOrDefault().Line,
                "world.tasks.starts: a task without workflow never starts"
            );
        }

        foreach (var (line, problem) in GitHubCheck.Problems(scenario.World.GitHub))
        {
            Refuse(line, problem);
        }

        foreach (var condition in Conditions(scenario).Where(condition => condition.Value.Task is not null))
        {
            Require(tasks.Contains(condition.Value.Task!), condition.Line, $"there is no task '{condition.Value.Task}' in world.tasks");
        }

        foreach (var idle in scenario.Idle)
        {
            Require(idle.For > TimeSpan.Zero, idle.When.FirstOrDefault().Line, "idle.for: say how long it is");
        }

        PullRequestCheck.Check(scenario, tasks, Require);
        var commits = Deliveries(scenario).Select(delivery => delivery.Commit).ToHashSet();
        Require(scenario.Processes is >= 1 and <= 5, 0, $"processes: {scenario.Processes} is not from 1 to 5");
        foreach (
            var condition in Conditions(scenario)
                .Where(condition => condition.Value is { State: "restarted", Name.Length: > 0 } or { Subject: ConditionSubject.Push })
        )
        {
            Require(commits.Contains(condition.Value.Name), condition.Line, $"no delivery has the commit '{condition.Value.Name}'");
        }

        foreach (var workflow in scenario.World.Runs.Select(run => run.Workflow).OfType<Located<string>>())
        {
            Require(tasks.Contains(workflow.Value), workflow.Line, $"world.runs.workflow: there is no task '{workflow.Value}'");
        }

        foreach (var delivery in Deliveries(scenario))
        {
            DeliveryCheck.Check(delivery, tasks, Require);
        }

        foreach (var pattern in scenario.Faults.SelectMany(fault => new[] { fault.Path, fault.Body }).OfType<Located<string>>())
        {
            CheckPattern(pattern);
        }

        BehaviourCheck.Check(scenario, tasks, Require);

        var runs = scenario.World.Runs.Select(run => run.Name).ToHashSet();
        foreach (var name in scenario.Expect.Kept.Concat(scenario.Expect.Gone))
        {
            Require(runs.Contains(name.Value), name.Line, $"expect: there is no run '{name.Value}' in world.runs");
        }

        foreach (var name in scenario.Expect.Restarts.Keys.Where(name => name != "all"))
        {
            Require(tasks.Contains(name), 0, $"expect.restarts: there is no task '{name}' in world.tasks");
        }

        void CheckPattern(Located<string> pattern)
        {
            try
            {
                _ = new Regex(pattern.Value);
            }
            catch (ArgumentException error)
            {
                Refuse(pattern.Line, $"faults: {error.Message}");
            }
        }

        void Require(bool holds, long line, string problem)
        {
            if (!holds)
            {
                Refuse(line, problem);
            }
        }

        void Refuse(long line, string problem) => throw new ScenarioException(file, line, problem);
    }

    private static IEnumerable<DeliveryDescription> Deliveries(Scenario scenario) =>
        scenario.Deliveries.Concat(scenario.Argo.HandedOn).Concat(scenario.Argo.MorePushes);

    private static IEnumerable<Located<Condition>> Conditions(Scenario scenario) =>
        scenario
            .StartWhen.Concat(scenario.Expect.End)
            .Concat(Deliveries(scenario).SelectMany(delivery => delivery.When))
            .Concat(scenario.World.Tasks.SelectMany(task => task.Starts))
            .Concat(scenario.Idle.SelectMany(idle => idle.When))
            .Concat(scenario.OnGitHub.SelectMany(deed => deed.When))
            .Concat(scenario.Interventions.SelectMany(intervention => intervention.When))
            .Concat(scenario.World.Controller.Stalls.Select(stall => stall.When))
            .Concat(scenario.World.Controller.Stalls.Select(stall => stall.Until).OfType<Located<Condition>>())
            .Concat(scenario.World.GitHub.Troubles.SelectMany(trouble => trouble.When));
}

using System.Text.Json;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Scenarios;

/// <summary>Checks what a scenario says about how agents, scripts, sensors and other people behave.</summary>
internal static class BehaviourCheck
{
    /// <param name="scenario">The scenario.</param>
    /// <param name="tasks">The names of its tasks.</param>
    /// <param name="require">Refuses the scenario where something does not hold, with the line and the problem.</param>
    public static void Check(Scenario scenario, IReadOnlySet<string> tasks, Action<bool, long, string> require)
    {
        foreach (var failure in scenario.World.Agents.Fails)
        {
            var agent = failure.Agent;
            require(
                AgentNames.Knows(agent.Value ?? ""),
                agent.Line,
                $"world.agents.fails.agent: '{agent}' is none of {AgentNames.Describe()}"
            );
            RequireTask(failure.Task, "world.agents.fails.task");
            RequireRuns(failure.Runs, agent.Line, "world.agents.fails.runs");
        }

        foreach (var script in scenario.World.Scripts)
        {
            require(!string.IsNullOrEmpty(script.Step.Value), script.Step.Line, "world.scripts.step: say which step it is");
            RequireTask(script.Task, "world.scripts.task");
            RequireRuns(script.Runs, script.Step.Line, "world.scripts.runs");
        }

        var version = scenario.World.Controller.Version;
        require(version.Value is "3.7.18" or "4.1.2", version.Line, $"world.controller.version: '{version}' is none of 3.7.18, 4.1.2");
        foreach (var template in scenario.World.Templates)
        {
            require(
                template.Play.Value is "g1" or "g2" or "g3",
                template.Play.Line,
                $"world.templates.play: '{template.Play}' is none of g1, g2, g3"
            );
            require(
                template.InPlaceOf.Length > 0
                    && PlatformManifests.PlayTemplateText($"play-{template.Play}").Contains(template.InPlaceOf, StringComparison.Ordinal),
                template.Play.Line,
                $"world.templates.inPlaceOf: the template has no '{template.InPlaceOf}'"
            );
        }

        foreach (var gateEvent in scenario.World.GateEvents)
        {
            require(gateEvent.Gate.Length > 0, 0, "world.gateEvents.gate: say which gate the event opens");
            require(
                gateEvent.Lost != gateEvent.Late > TimeSpan.Zero,
                0,
                $"world.gateEvents: the event of {gateEvent.Gate} is either 'lost' or 'late'"
            );
            RequireTask(gateEvent.Task, "world.gateEvents.task");
        }

        foreach (var intervention in scenario.Interventions)
        {
            CheckIntervention(intervention, intervention.Do.Line);
        }

        void CheckIntervention(InterventionDescription intervention, long line)
        {
            require(line > 0, 0, "interventions.do: say what is done");
            RequireTask(intervention.Task, "interventions.task");
            require(
                intervention.Every > TimeSpan.Zero == intervention.Over > TimeSpan.Zero,
                line,
                "interventions: 'every' and 'over' belong together"
            );
            require(
                intervention.Do.Value == InterventionKind.Patch == intervention.Body is not null,
                line,
                "interventions.body: a patch, and nothing else, has one"
            );
            require(intervention.Body is not { } body || IsJsonObject(body.Value), line, "interventions.body: it is no JSON object");
        }

        void RequireTask(Located<string>? task, string field) =>
            require(
                task is not { } named || tasks.Contains(named.Value),
                task?.Line ?? 0,
                $"{field}: there is no task '{task}' in world.tasks"
            );

        void RequireRuns(List<int> runs, long line, string field) =>
            require(runs.TrueForAll(run => run >= 1), line, $"{field}: they are counted from 1");
    }

    private static bool IsJsonObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

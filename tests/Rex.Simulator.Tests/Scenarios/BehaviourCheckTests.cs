using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Scenarios;

namespace Rex.Simulator.Tests.Scenarios;

/// <summary>What a scenario says about agents, scripts, events of gates and interventions.</summary>
public sealed class BehaviourCheckTests
{
    private const string Small = """
        about: a push, and much else
        world:
          agents: {fails: [{agent: cleo, task: task-3, runs: [1, 3]}]}
          controller: {version: 4.1.2, maxWorkflowSize: 9000, compression: brotli}
          templates:
            - {play: g1, inPlaceOf: "suspend: {}", write: "suspend: {duration: 1h}"}
          scripts:
            - {step: evaluate-remediation, task: task-3, runs: [2], takes: 3s, exitCode: 1, outputs: {remediation-status: needs-fixes}}
          gateEvents:
            - {gate: wait-pr-created, task: task-3, late: 5m}
          tasks:
            - {task: 3}
        interventions:
          - {do: resume, task: task-3, when: [workflow held], at: 2s, every: 1s, over: 9s}
          - {do: patch, body: '{"spec":{}}'}
        deliveries:
          - {push: task-3, outcome: [Restarted], says: [Cipher]}
        """;

    [Fact]
    public void Read_Behaviours_AreAsTheyStand()
    {
        var scenario = ScenarioReader.Read("small.yaml", Small);

        scenario.World.Agents.Fails[0].Runs.ShouldBe([1, 3]);
        scenario.World.Controller.Compression.ShouldBe(NodeCompression.Brotli);
        scenario.World.Templates[0].Apply("play-g1", "a: {suspend: {}}").ShouldBe("a: {suspend: {duration: 1h}}");
        scenario.World.Templates[0].Apply("play-g2", "a: {suspend: {}}").ShouldBe("a: {suspend: {}}");
        scenario.World.Scripts[0].Takes.ShouldBe(TimeSpan.FromSeconds(3));
        scenario.World.Scripts[0].Outputs["remediation-status"].ShouldBe("needs-fixes");
        scenario.World.GateEvents[0].Late.ShouldBe(TimeSpan.FromMinutes(5));
        scenario.Interventions.Select(one => one.Do.Value).ShouldBe([InterventionKind.Resume, InterventionKind.Patch]);
        scenario.Interventions[0].When[0].Value.ShouldBe(new Condition(null, ConditionSubject.Workflow, "", "held"));
        scenario.Deliveries[0].Says[0].Value.ShouldBe("Cipher");
    }

    [Theory]
    [InlineData("agent: cleo", "agent: leo", "bad.yaml(3): world.agents.fails.agent: 'leo' is none of rex, cleo")]
    [InlineData("agent: cleo, ", "", "world.agents.fails.agent: '' is none of rex, cleo")]
    [InlineData("cleo, task: task-3", "cleo, task: task-9", "bad.yaml(3): world.agents.fails.task: there is no task 'task-9'")]
    [InlineData("runs: [1, 3]", "runs: [0]", "bad.yaml(3): world.agents.fails.runs: they are counted from 1")]
    [InlineData("version: 4.1.2", "version: 2.0", "bad.yaml(4): world.controller.version: '2.0' is none of 3.7.18, 4.1.2")]
    [InlineData("compression: brotli", "compression: zstd", "bad.yaml(4): ")]
    [InlineData("play: g1", "play: g9", "bad.yaml(6): world.templates.play: 'g9' is none of g1, g2, g3")]
    [InlineData(
        "\"suspend: {}\"",
        "\"suspend: {never}\"",
        "bad.yaml(6): world.templates.inPlaceOf: the template has no 'suspend: {never}'"
    )]
    [InlineData("step: evaluate-remediation, ", "", "world.scripts.step: say which step it is")]
    [InlineData(
        "evaluate-remediation, task: task-3",
        "evaluate-remediation, task: task-9",
        "bad.yaml(8): world.scripts.task: there is no task"
    )]
    [InlineData("runs: [2]", "runs: [-1]", "bad.yaml(8): world.scripts.runs: they are counted from 1")]
    [InlineData("gate: wait-pr-created, ", "", "world.gateEvents.gate: say which gate the event opens")]
    [InlineData("late: 5m", "late: 5m, lost: true", "world.gateEvents: the event of wait-pr-created is either 'lost' or 'late'")]
    [InlineData(", late: 5m", "", "world.gateEvents: the event of wait-pr-created is either 'lost' or 'late'")]
    [InlineData("wait-pr-created, task: task-3", "wait-pr-created, task: task-9", "world.gateEvents.task: there is no task 'task-9'")]
    [InlineData("do: resume, ", "", "interventions.do: say what is done")]
    [InlineData("do: resume", "do: pray", "bad.yaml(14): 'pray' is none of resume, suspend, stop, terminate, retry, patch")]
    [InlineData("resume, task: task-3", "resume, task: task-9", "bad.yaml(14): interventions.task: there is no task 'task-9'")]
    [InlineData("workflow held", "task-9 workflow held", "bad.yaml(14): there is no task 'task-9'")]
    [InlineData(", over: 9s", "", "bad.yaml(14): interventions: 'every' and 'over' belong together")]
    [InlineData(", body: '{\"spec\":{}}'", "", "bad.yaml(15): interventions.body: a patch, and nothing else, has one")]
    [InlineData("'{\"spec\":{}}'", "'[]'", "bad.yaml(15): interventions.body: it is no JSON object")]
    [InlineData("'{\"spec\":{}}'", "spec", "bad.yaml(15): interventions.body: it is no JSON object")]
    public void Read_SomethingThatCannotBe_NamesFileLineAndField(string right, string wrong, string message)
    {
        Small.ShouldContain(right);
        var error = Should.Throw<ScenarioException>(() =>
            ScenarioReader.Read("bad.yaml", Small.Replace(right, wrong, StringComparison.Ordinal))
        );

        error.Message.ShouldContain("bad.yaml");
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void Parse_WhatIsNoCondition_NamesEveryStateThereIs()
    {
        string[] all =
        [
            "workflow error",
            "workflow suspended",
            "workflow compressed",
            "workflow held",
            "workflow restarted",
            "cipher deleting",
            "node x absent",
        ];

        all.ShouldAllBe(text => Condition.Parse(text).ToString().Length > 0);
        var message = Should.Throw<FormatException>(() => Condition.Parse("workflow sleeping")).Message;
        all.Select(text => text.Split(' ')[^1]).ShouldAllBe(state => message.Contains(state));
    }
}

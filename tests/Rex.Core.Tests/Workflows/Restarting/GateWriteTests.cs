using System.Text.Json.Nodes;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

public sealed class GateWriteTests
{
    private readonly PlayTree _tree = new();
    private readonly string _gate;

    public GateWriteTests()
    {
        _gate = _tree.Add("play.wait-pr-created", "wait-pr-created", "Suspend", _tree.Root, "Running", _tree.Root);
    }

    [Fact]
    public void For_SuppliedOutputs_GetTheirValuesInPlaceOfTheirSource()
    {
        Outputs(
            """[{"name":"pr-url","valueFrom":{"default":"","supplied":{}}},{"name":"pr-number","valueFrom":{"supplied":{}}},{"name":"approval-status","valueFrom":{"default":"none","supplied":{}}},{"name":"fixed","value":"7"}]"""
        );
        var opened = Open(out var missing);
        missing.ShouldBeNull();
        var gate = opened!["status"]!["nodes"]![_gate]!;
        ((string?)gate["phase"]).ShouldBe("Succeeded");
        ((string?)gate["finishedAt"]).ShouldBe("2026-11-23T00:00:10Z");
        gate["outputs"]!["parameters"]!
            .ToJsonString()
            .ShouldBe(
                """[{"name":"pr-url","value":"https://github.com/acme/shop/pull/42"},{"name":"pr-number","value":"42"},{"name":"approval-status","value":"none"},{"name":"fixed","value":"7"}]"""
            );
        ((string?)opened["metadata"]!["annotations"]!["rex.agents.platform/restarted-for"]).ShouldBe(Given.Push().Id.Value);
    }

    [Fact]
    public void For_GateWithoutOutputs_OnlyOpensIt()
    {
        var gate = Open(out _)!["status"]!["nodes"]![_gate]!;
        ((string?)gate["phase"]).ShouldBe("Succeeded");
        gate["outputs"].ShouldBeNull();
    }

    [Theory]
    [InlineData("""[{"name":"other","valueFrom":{"supplied":{}}}]""", "other")]
    [InlineData("""[{"valueFrom":{"supplied":{}}}]""", "(without a name)")]
    [InlineData("""["pr-number"]""", "(without a name)")]
    public void For_OutputWithNeitherValueNorDefault_NamesItAndWritesNothing(string outputs, string name)
    {
        Outputs(outputs);
        Open(out var missing).ShouldBeNull();
        missing.ShouldBe(name);
    }

    [Fact]
    public void Judge_AfterTheGateOpened_IsUnderWayOnceTheQualityNodeIsThere()
    {
        var workflow = _tree.Workflow();
        var write = GateWrite.For(workflow, Plan(), Given.PullRequest(), Given.Stamp()).Write!;
        Judge(write).ShouldBe(RestartState.Waiting);
        _tree.Add("play.quality-work", "quality-work", "Pod", _tree.Root, "Running", _gate);
        Judge(write).ShouldBe(RestartState.UnderWay);
    }

    private RestartState Judge(RestartWrite write)
    {
        var now = _tree.Workflow();
        return ReadBack.Judge(now, NodeStatus.Read(now), write.Record, "quality-work").State;
    }

    private void Outputs(string parameters) => _tree[_gate]["outputs"] = new JsonObject { ["parameters"] = JsonNode.Parse(parameters) };

    private JsonNode? Open(out string? missing)
    {
        (var write, missing) = GateWrite.For(_tree.Workflow(), Plan(), Given.PullRequest(), Given.Stamp());
        return write is null ? null : MergePatch.Apply(_tree.Document(), write.Patch);
    }

    private RestartPlan.OpenGate Plan() =>
        (RestartPlan.OpenGate)Given.Planner().Plan(Given.Input(_tree.Workflow()) with { Now = Given.PushedAt.AddHours(1) });
}

using System.Text.Json.Nodes;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

/// <summary>After the restart write: not yet, under way, or disturbed by an operation that wrote late.</summary>
public sealed class ReadBackTests
{
    private readonly PlayTree _tree = new();
    private readonly string _group;
    private readonly string _quality;
    private readonly string _after;
    private readonly RestartRecord _record;
    private readonly JsonNode _left;

    public ReadBackTests()
    {
        var steps = _tree.Add("play.qa", "qa", "Steps", _tree.Root, "Running", _tree.Root);
        _group = _tree.Add("play.qa[0]", "[0]", "StepGroup", steps, "Succeeded", steps);
        _quality = _tree.Add("play.qa[0].quality-work", "quality-work", "Pod", steps, "Succeeded", _group);
        _after = _tree.Add("play.qa[1]", "[1]", "StepGroup", steps, "Running", _quality);
        var workflow = _tree.Workflow();
        var plan = (RestartPlan.Rewind)Given.Planner().Plan(Given.Input(workflow));
        var write = RestartWrite.For(workflow, plan, Given.Stamp());
        _record = write.Record;
        _left = MergePatch.Apply(_tree.Document(), write.Patch);
    }

    [Fact]
    public void Judge_AsTheRestartLeftIt_IsWaiting() => Judge(_left).ShouldBe(RestartState.Waiting);

    [Fact]
    public void Judge_RestartNodeAnew_IsUnderWay() => Judge(With(_quality, "2026-11-23T00:00:12Z")).ShouldBe(RestartState.UnderWay);

    [Fact]
    public void Judge_RestartNodeAnewAndWorkflowFailedAgain_IsUnderWay()
    {
        var now = With(_quality, "2026-11-23T00:00:12Z");
        now["status"]!["phase"] = "Failed";
        Judge(now).ShouldBe(RestartState.UnderWay);
    }

    [Fact]
    public void Judge_OldNodeIsBack_IsDisturbed() => Judge(With(_quality, null)).ShouldBe(RestartState.Disturbed);

    [Fact]
    public void Judge_PartOfARemovedNodeIsBack_IsDisturbed()
    {
        var now = With(_quality, "2026-11-23T00:00:12Z");
        now["status"]!["nodes"]![_after] = new JsonObject { ["phase"] = "Succeeded", ["startedAt"] = "2026-11-23T00:00:12Z" };
        Judge(now).ShouldBe(RestartState.Disturbed);
    }

    [Fact]
    public void Judge_NamedNodeWithoutStart_IsDisturbed()
    {
        var now = With(_quality, null);
        ((JsonObject)now["status"]!["nodes"]![_quality]!).Remove("startedAt");
        Judge(now).ShouldBe(RestartState.Disturbed);
    }

    [Fact]
    public void Judge_PartOfAnUnknownNode_IsDisturbed()
    {
        var now = With(_quality, "2026-11-23T00:00:12Z");
        now["status"]!["nodes"]!["play-999"] = new JsonObject { ["phase"] = "Running" };
        Judge(now).ShouldBe(RestartState.Disturbed);
    }

    [Fact]
    public void Judge_WentPastTheRestartNode_IsDisturbed() => Judge(With(_after, "2026-11-23T00:00:12Z")).ShouldBe(RestartState.Disturbed);

    [Fact]
    public void Judge_NodeAboveClosedAgain_IsDisturbed()
    {
        var now = _left.DeepClone();
        now["status"]!["nodes"]![_group]!["phase"] = "Succeeded";
        Judge(now).ShouldBe(RestartState.Disturbed);
    }

    [Fact]
    public void Judge_EndedWithoutTheRestartNode_IsDisturbed()
    {
        var now = _left.DeepClone();
        now["status"]!["phase"] = "Error";
        Judge(now).ShouldBe(RestartState.Disturbed);
    }

    [Fact]
    public void Judge_RecordedNodeIsGone_IsWaiting()
    {
        var now = _left.DeepClone();
        ((JsonObject)now["status"]!["nodes"]!).Remove(_group);
        now["status"]!["nodes"]!["play-0"]!["children"] = null;
        Judge(now).ShouldBe(RestartState.Waiting);
    }

    private JsonNode With(string id, string? startedAt)
    {
        var now = _left.DeepClone();
        var node = _tree.Nodes[id]!.DeepClone();
        node["children"] = null;
        node["startedAt"] = startedAt ?? (string?)node["startedAt"];
        now["status"]!["nodes"]![id] = node;
        return now;
    }

    private RestartState Judge(JsonNode now)
    {
        var workflow = PlayTree.Read(now);
        var verdict = ReadBack.Judge(workflow, NodeStatus.Read(workflow), _record, "quality-work");
        verdict.Message.ShouldNotBeEmpty();
        return verdict.State;
    }
}

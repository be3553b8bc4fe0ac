using System.Text.Json.Nodes;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

/// <summary>What is put right, one thing at a time.</summary>
public sealed class RepairWriteTests
{
    private readonly PlayTree _tree = new();
    private readonly string _quality;
    private readonly RestartWrite _restart;

    public RepairWriteTests()
    {
        _quality = _tree.Add("play.quality-work", "quality-work", "Pod", _tree.Root, "Running", _tree.Root);
        var workflow = _tree.Workflow();
        _restart = RestartWrite.For(workflow, (RestartPlan.Rewind)Given.Planner().Plan(Given.Input(workflow)), Given.Stamp());
    }

    [Fact]
    public void For_NothingDisturbed_ChangesNoNode() => Repair(_ => { })["status"]!.AsObject().ShouldBeEmpty();

    [Theory]
    [InlineData("Failed", null, true)]
    [InlineData("Running", "2026-11-23T00:00:20Z", true)]
    [InlineData("Failed", "2026-11-23T00:00:20Z", true)]
    [InlineData("Running", null, false)]
    public void For_NodeAbove_IsOpenedAgainWhereItDoesNotGoOn(string phase, string? finishedAt, bool isOpened)
    {
        var patch = Repair(nodes =>
        {
            nodes[_tree.Root]!["phase"] = phase;
            nodes[_tree.Root]!["finishedAt"] = finishedAt;
        });

        ((string?)patch["status"]!["nodes"]?[_tree.Root]?["phase"]).ShouldBe(isOpened ? "Running" : null);
    }

    [Fact]
    public void For_NodeThatIsBack_GoesWithTheEntryOfItsResult()
    {
        var patch = Repair(
            nodes => nodes[_quality] = _tree[_quality].DeepClone(),
            status => status["taskResultsCompletionStatus"] = new JsonObject { [_quality] = true, ["play"] = true }
        );

        patch["status"]!["nodes"]!.ToJsonString().ShouldBe($$"""{"{{_quality}}":null}""");
        patch["status"]!["taskResultsCompletionStatus"]!.ToJsonString().ShouldBe($$"""{"{{_quality}}":null}""");
    }

    private JsonObject Repair(Action<JsonNode> disturb, Action<JsonNode>? change = null)
    {
        var disturbed = MergePatch.Apply(_tree.Document(), _restart.Patch);
        disturb(disturbed["status"]!["nodes"]!);
        change?.Invoke(disturbed["status"]!);
        var workflow = PlayTree.Read(disturbed);
        return RepairWrite.For(workflow, NodeStatus.Read(workflow), _restart.Record, Given.Stamp());
    }
}

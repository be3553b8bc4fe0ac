using System.Text.Json.Nodes;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

/// <summary>
/// A late write that only adds something: the next attempt of the loop that the restart node is in. Nothing that was removed is back, but the
/// controller goes on with the last attempt, and the restart node would never come.
/// </summary>
public sealed class ReadBackAttemptTests
{
    private readonly PlayTree _tree = new();
    private readonly string _loop;
    private readonly string _quality;
    private readonly string _otherLoop;
    private readonly RestartRecord _record;

    public ReadBackAttemptTests()
    {
        _loop = _tree.Add("play.loop", "loop", "Retry", _tree.Root, "Running", _tree.Root);
        var attempt = _tree.Attempt(_tree.Add("play.loop(0)", "loop(0)", "Steps", _tree.Root, "Failed", _loop));
        var group = _tree.Add("play.loop(0)[0]", "[0]", "StepGroup", attempt, "Failed", attempt);
        _quality = _tree.Add("play.loop(0)[0].quality-work", "quality-work", "Pod", attempt, "Failed", group);
        _otherLoop = _tree.Add("play.other", "other", "Retry", _tree.Root, "Running", _tree.Root);
        _tree.Attempt(_tree.Add("play.other(0)", "other(0)", "Pod", _tree.Root, "Running", _otherLoop));
        var workflow = _tree.Workflow();
        var plan = (RestartPlan.Rewind)Given.Planner().Plan(Given.Input(workflow));
        var write = RestartWrite.For(workflow, plan, Given.Stamp());
        _record = write.Record;
        var left = MergePatch.Apply(_tree.Document(), write.Patch);
        _tree.Nodes.Clear();
        foreach (var (id, node) in (JsonObject)left["status"]!["nodes"]!)
        {
            _tree.Nodes[id] = node!.DeepClone();
        }
    }

    [Fact]
    public void Judge_NextAttemptOfTheLoopAbove_IsDisturbed()
    {
        var next = _tree.Attempt(_tree.Add("play.loop(1)", "loop(1)", "Steps", _tree.Root, "Running", _loop));

        var verdict = Judge();

        verdict.State.ShouldBe(RestartState.Disturbed);
        verdict.Message.ShouldBe($"attempt {next} was begun beside the one that the restart node is in");
    }

    [Fact]
    public void Judge_NextAttemptAfterTheRestartNodeCame_IsUnderWay()
    {
        _tree.Nodes[_quality] = new JsonObject
        {
            ["name"] = "play.loop(0)[0].quality-work",
            ["displayName"] = "quality-work",
            ["type"] = "Pod",
            ["phase"] = "Failed",
            ["startedAt"] = "2026-11-23T00:00:12Z",
        };
        _tree.Attempt(_tree.Add("play.loop(1)", "loop(1)", "Steps", _tree.Root, "Running", _loop));

        Judge().State.ShouldBe(RestartState.UnderWay);
    }

    [Fact]
    public void Judge_NextAttemptOfALoopBeside_IsWaiting()
    {
        _tree.Attempt(_tree.Add("play.other(1)", "other(1)", "Pod", _tree.Root, "Running", _otherLoop));

        Judge().State.ShouldBe(RestartState.Waiting);
    }

    [Fact]
    public void Judge_NewLoopBeside_IsWaiting()
    {
        var loop = _tree.Add("play.new", "new", "Retry", _tree.Root, "Running", _tree.Root);
        _tree.Attempt(_tree.Add("play.new(0)", "new(0)", "Pod", _tree.Root, "Running", loop));

        Judge().State.ShouldBe(RestartState.Waiting);
    }

    private ReadBackVerdict Judge()
    {
        var workflow = _tree.Workflow();
        return ReadBack.Judge(workflow, NodeStatus.Read(workflow), _record, "quality-work");
    }
}

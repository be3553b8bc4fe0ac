using System.Text.Json.Nodes;
using Rex.Core.Options;
using Rex.Core.Workflows.Nodes;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

public sealed class RestartWriteTests
{
    private readonly PlayTree _tree = new();
    private readonly string _quality;

    public RestartWriteTests()
    {
        _quality = _tree.Add("play.quality-work", "quality-work", "Pod", _tree.Root, "Running", _tree.Root);
    }

    [Fact]
    public void For_AnyWorkflow_NamesTheStateItWasMadeFrom()
    {
        var patch = Write().Patch;
        ((string?)patch["metadata"]!["resourceVersion"]).ShouldBe("7");
        ((string?)patch["metadata"]!["uid"]).ShouldBe("uid-1");
    }

    [Fact]
    public void For_HeldWorkflow_EndsTheHoldSetsTheStageAndNotesWhatItWasFor()
    {
        var metadata = Write().Patch["metadata"]!;
        ((string?)metadata["labels"]!["workflows.argoproj.io/completed"]).ShouldBe("false");
        ((string?)metadata["labels"]!["current-stage"]).ShouldBe("waiting-pr-created");
        var annotations = (JsonObject)metadata["annotations"]!;
        ((string?)annotations["rex.agents.platform/restarted-for"]).ShouldBe(Given.Push().Id.Value);
        ((string?)annotations["rex.agents.platform/restarted-head"]).ShouldBe($"{new string('b', 40)} 2026-11-23T00:00:10Z");
        annotations.ContainsKey("rex.agents.platform/held-by").ShouldBeTrue();
        annotations["rex.agents.platform/held-by"].ShouldBeNull();
    }

    [Fact]
    public void For_RunningWorkflow_LeavesItsPhaseAndTimesAlone()
    {
        var status = (JsonObject)Write().Patch["status"]!;
        status.Select(member => member.Key).ShouldBe(["nodes"]);
    }

    [Fact]
    public void For_NoTaskResultOfARemovedNode_LeavesTheBookkeepingOut() =>
        (
            (JsonObject)
                Write(document => document["status"]!["taskResultsCompletionStatus"] = new JsonObject { ["play"] = true }).Patch["status"]!
        )
            .ContainsKey("taskResultsCompletionStatus")
            .ShouldBeFalse();

    [Fact]
    public void For_TaskResultOfARemovedNode_TakesItsEntryAway() =>
        Write(document => document["status"]!["taskResultsCompletionStatus"] = new JsonObject { [_quality] = true, ["play"] = true }).Patch[
            "status"
        ]!["taskResultsCompletionStatus"]!
            .ToJsonString()
            .ShouldBe($$"""{"{{_quality}}":null}""");

    [Fact]
    public void For_FailedWorkflow_RevivesItAndNotesItsEnd()
    {
        _tree.Phase = "Failed";
        var write = Write(document =>
        {
            document["status"]!["finishedAt"] = "2026-11-22T23:50:00Z";
            document["status"]!["conditions"] = JsonNode.Parse(
                """[{"type":"PodRunning","status":"False"},{"type":"Completed","status":"True"},5]"""
            );
        });
        var status = write.Patch["status"]!;
        ((string?)status["phase"]).ShouldBe("Running");
        ((string?)status["startedAt"]).ShouldBe("2026-11-23T00:00:10Z");
        ((JsonObject)status).ContainsKey("finishedAt").ShouldBeTrue();
        ((JsonObject)status).ContainsKey("message").ShouldBeTrue();
        status["conditions"]!
            .ToJsonString()
            .ShouldBe("""[{"type":"PodRunning","status":"False"},5,{"status":"False","type":"Completed"}]""");
        ((string?)write.Patch["metadata"]!["annotations"]!["rex.agents.platform/finished-at"]).ShouldBe("2026-11-22T23:50:00Z");
        ((string?)write.Patch["metadata"]!["annotations"]!["rex.agents.platform/revived-at"]).ShouldBe("2026-11-23T00:00:10Z");
    }

    [Fact]
    public void For_FailedWorkflowThatSomebodyRetriedBefore_NotesBetweenWhichTimesItHadEnded()
    {
        _tree.Phase = "Failed";
        _tree[_tree.Add("play.before", "before", "Pod", _tree.Root, "Succeeded", _tree.Root)]["finishedAt"] = "2026-11-22T20:00:00Z";

        var write = Write(document =>
        {
            document["status"]!["startedAt"] = "2026-11-22T23:00:00Z";
            document["status"]!["finishedAt"] = "2026-11-22T23:50:00Z";
        });

        ((string?)write.Patch["metadata"]!["annotations"]!["rex.agents.platform/finished-at"]).ShouldBe(
            "2026-11-22T20:00:00Z/2026-11-22T23:00:00Z 2026-11-22T23:50:00Z"
        );
    }

    [Fact]
    public void For_WorkflowThatWasRevivedBefore_NotesThisEndBesideTheEarlierOnes()
    {
        _tree.Phase = "Error";
        var write = Write(document =>
        {
            document["status"]!["finishedAt"] = "2026-11-22T23:50:00Z";
            document["metadata"]!["annotations"] = new JsonObject { ["rex.agents.platform/finished-at"] = "2026-11-22T20:00:00Z" };
        });
        ((string?)write.Patch["metadata"]!["annotations"]!["rex.agents.platform/finished-at"]).ShouldBe(
            "2026-11-22T20:00:00Z 2026-11-22T23:50:00Z"
        );
    }

    [Fact]
    public void For_FinishedNodeAbove_GoesOnWithoutAnythingThatItEndedIn()
    {
        var steps = _tree.Add("play.steps", "steps", "Steps", _tree.Root, "Failed", _tree.Root);
        var before = _tree.Add("play.steps.before", "before", "Pod", steps, "Succeeded", steps);
        var inner = _tree.Add("play.steps.quality-work", "quality-work", "Pod", steps, "Failed", before);
        _tree.Link(steps, "outboundNodes", before);
        _tree[_quality]["displayName"] = "other";

        var write = Write();

        write.Record.RestartNode.ShouldBe(inner);
        var reopened = (JsonObject)write.Patch["status"]!["nodes"]![steps]!;
        ((string?)reopened["phase"]).ShouldBe("Running");
        reopened.ContainsKey("outboundNodes").ShouldBeTrue();
        reopened["outboundNodes"].ShouldBeNull();
    }

    [Fact]
    public void For_NodeThatLedToARemovedOneToo_KeepsItsOtherLinks()
    {
        var beside = _tree.Add("play.docs", "docs", "Pod", _tree.Root, "Succeeded", _tree.Root);

        Write().Patch["status"]!["nodes"]![_tree.Root]!["children"]!.ToJsonString().ShouldBe($"[\"{beside}\"]");
    }

    [Fact]
    public void For_NodesThatStay_RecordsThePhaseOfThoseAboveAlone()
    {
        var beside = _tree.Add("play.docs", "docs", "Pod", _tree.Root, "Succeeded", _tree.Root);

        var stays = Write().Record.Stays;

        stays[_tree.Root].Phase.ShouldBe("Running");
        stays[beside].Phase.ShouldBeNull();
    }

    [Theory]
    [InlineData("Pod", "23:58:00", null, 1)]
    [InlineData("Pod", "23:58:58", null, 1)]
    [InlineData("Pod", "23:58:59", null, 30)]
    [InlineData("Pod", "23:59:30", null, 30)]
    [InlineData("Pod", "23:59:40", null, 30)]
    [InlineData("Pod", "23:59:40", "resource", 1)]
    [InlineData("Pod", null, null, 30)]
    [InlineData("Pod", null, "resource", 1)]
    [InlineData("Steps", null, null, 1)]
    [InlineData(null, null, null, 30)]
    public void DueAt_PodThatMayBeKilledLate_WaitsForTheControllersGrace(string? type, string? finishedAt, string? template, int seconds)
    {
        var node = _tree[_quality];
        node["type"] = type;
        node["finishedAt"] = finishedAt is null ? null : $"2026-11-22T{finishedAt}Z";
        node["templateName"] = "work";
        var workflow = _tree.Workflow(document =>
            document["spec"] = JsonNode.Parse($$$"""{"templates":[{"name":"work","{{{template ?? "script"}}}":{}}]}""")
        );
        var tree = NodeStatus.Read(workflow).Tree;
        tree.TryGet(_quality, out var removed).ShouldBeTrue();
        PodGraceRule.DueAt(workflow, [removed!], Given.PushedAt, new RestartOptions()).ShouldBe(Given.PushedAt.AddSeconds(seconds));
    }

    [Theory]
    [InlineData("23:59:28", 1)]
    [InlineData("23:59:29", 60)]
    public void DueAt_WorkflowHasEnded_ItsTimesAreTheControllersAndOnlyTheWaitIsByRexsClock(string finishedAt, int seconds)
    {
        _tree[_quality]["finishedAt"] = $"2026-11-22T{finishedAt}Z";
        var workflow = _tree.Workflow(document => document["status"]!["phase"] = "Failed");
        NodeStatus.Read(workflow).Tree.TryGet(_quality, out var removed).ShouldBeTrue();
        PodGraceRule.DueAt(workflow, [removed!], Given.PushedAt, new RestartOptions()).ShouldBe(Given.PushedAt.AddSeconds(seconds));
    }

    [Fact]
    public void DueAt_PodWithoutATemplate_WaitsForTheControllersGrace()
    {
        var workflow = _tree.Workflow();
        NodeStatus.Read(workflow).Tree.TryGet(_quality, out var removed).ShouldBeTrue();
        PodGraceRule.DueAt(workflow, [removed!], Given.PushedAt, new RestartOptions()).ShouldBe(Given.PushedAt.AddSeconds(30));
    }

    [Fact]
    public void MergePatch_OnWhatIsNoObject_ReplacesIt() =>
        MergePatch
            .Apply(JsonValue.Create(5), new JsonObject { ["a"] = new JsonObject { ["b"] = null } })
            .ToJsonString()
            .ShouldBe("""{"a":{}}""");

    private RestartWrite Write(Action<JsonObject>? change = null)
    {
        var workflow = _tree.Workflow(change);
        var plan = (RestartPlan.Rewind)Given.Planner().Plan(Given.Input(workflow));
        return RestartWrite.For(workflow, plan, Given.Stamp());
    }
}

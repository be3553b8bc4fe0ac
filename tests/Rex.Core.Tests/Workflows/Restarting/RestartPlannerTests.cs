using System.Text.Json.Nodes;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

/// <summary>The rows of the plan, each with the state just beside it in which it must not apply.</summary>
public sealed class RestartPlannerTests
{
    private readonly PlayTree _tree = new();

    [Fact]
    public void Plan_NoStatusYet_IsNotStarted() =>
        SkipOf(PlayTree.Read(new JsonObject { ["metadata"] = new JsonObject { ["name"] = "play" } })).ShouldBe(ReasonCode.NotStarted);

    [Fact]
    public void Plan_WorkflowSucceeded_IsAlreadyCompleted()
    {
        Quality();
        _tree.Phase = "Succeeded";
        SkipOf(_tree.Workflow()).ShouldBe(ReasonCode.AlreadyCompleted);
    }

    [Fact]
    public void Plan_RootSucceededThoughPhaseIsRunning_IsAlreadyCompleted()
    {
        Quality();
        _tree[_tree.Root]["phase"] = "Succeeded";
        SkipOf(_tree.Workflow()).ShouldBe(ReasonCode.AlreadyCompleted);
    }

    [Fact]
    public void Plan_CompletingNodeStarted_IsAlreadyCompleted()
    {
        _tree.Add("play.complete-task", "complete-task", "Pod", _tree.Root, "Pending", Quality());
        SkipOf(_tree.Workflow()).ShouldBe(ReasonCode.AlreadyCompleted);
    }

    [Fact]
    public void Plan_CompletingNodeOmitted_IsRewind()
    {
        _tree.Add("play.complete-task", "complete-task", "Skipped", _tree.Root, "Omitted", Quality());
        Plan(_tree.Workflow()).ShouldBeOfType<RestartPlan.Rewind>();
    }

    [Theory]
    [InlineData("offloadNodeStatusVersion", "fnv:12")]
    [InlineData("compressedNodes", "KLUv/SAFKQAAaGVsbG8=")]
    [InlineData("compressedNodes", "not base64")]
    [InlineData("compressedNodes", "H4sIAAAAAAAAAw==")]
    public void Plan_NodeStatusElsewhereOrInAnUnknownForm_IsWorkflowUnreadable(string member, string value) =>
        RefusalOf(
                _tree.Workflow(document =>
                {
                    ((JsonObject)document["status"]!).Remove("nodes");
                    document["status"]![member] = value;
                })
            )
            .ShouldBe(ReasonCode.WorkflowUnreadable);

    [Fact]
    public void Plan_NodesAreNoObject_IsWorkflowUnreadable() =>
        RefusalOf(_tree.Workflow(document => document["status"]!["nodes"] = "[]")).ShouldBe(ReasonCode.WorkflowUnreadable);

    [Fact]
    public void Plan_SeveralCurrentQualityNodes_IsWorkflowUnreadable()
    {
        Quality();
        _tree.Add("play.other.quality-work", "quality-work", "Pod", _tree.Root, "Running", _tree.Root);
        RefusalOf(_tree.Workflow()).ShouldBe(ReasonCode.WorkflowUnreadable);
    }

    [Fact]
    public void Plan_RootNamedLikeTheQualityNode_IsNoQualityNode()
    {
        _tree[_tree.Root]["displayName"] = "quality-work";
        SkipOf(_tree.Workflow()).ShouldBe(ReasonCode.NotStarted);
        var quality = Quality();
        Plan(_tree.Workflow()).ShouldBeOfType<RestartPlan.Rewind>().RestartNode.Id.ShouldBe(quality);
    }

    [Fact]
    public void Plan_RestartNodeLeadsBackToWhatItIsIn_IsWorkflowUnreadable()
    {
        var inner = _tree.Add("play.inner", "inner", "DAG", _tree.Root, "Running");
        var quality = _tree.Add("play.inner.quality-work", "quality-work", "Pod", inner, "Running");
        _tree.Link(quality, "children", inner);
        RefusalOf(_tree.Workflow()).ShouldBe(ReasonCode.WorkflowUnreadable);
    }

    [Fact]
    public void Plan_NodeInsideWhatIsRemovedThatNothingLeadsTo_IsWorkflowUnreadable()
    {
        var after = _tree.Add("play.after", "after", "DAG", _tree.Root, "Running", Quality());
        _tree.Add("play.after.lost", "lost", "Pod", after, "Running");
        RefusalOf(_tree.Workflow()).ShouldBe(ReasonCode.WorkflowUnreadable);
    }

    [Fact]
    public void Plan_QualityNodeAndNewestRunStartedWellAfterThePush_IsAlreadyCovered()
    {
        Quality();
        var input = Given.Input(_tree.Workflow()) with
        {
            Push = Given.Push(new DateTimeOffset(2026, 11, 22, 22, 59, 0, TimeSpan.Zero)),
            Runs = [Given.QualityRun(new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero))],
        };
        Given.Planner().Plan(input).ShouldBeOfType<RestartPlan.Skip>().Reason.ShouldBe(ReasonCode.AlreadyCovered);
    }

    [Fact]
    public void Plan_NewestRunIsBeingDeleted_DoesNotLookAtThePushAnyMore()
    {
        Quality();
        var input = Given.Input(_tree.Workflow()) with
        {
            Push = Given.Push(new DateTimeOffset(2026, 11, 22, 22, 59, 0, TimeSpan.Zero)),
            Runs = [Given.QualityRun(new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero)) with { IsDeleting = true }],
        };
        Given.Planner().Plan(input).ShouldBeOfType<RestartPlan.Rewind>();
    }

    [Theory]
    [InlineData("22:59:00", "22:59:30", "quality")]
    [InlineData("22:59:31", "23:10:00", "quality")]
    [InlineData("22:59:00", "23:10:00", "testing")]
    public void Plan_QualityNodeOrItsRunNotWellAfterThePush_IsRewind(string pushedAt, string runAt, string stage)
    {
        Quality();
        var run = Given.QualityRun(Day(runAt)) with { Labels = new Dictionary<string, string> { ["workflow-stage"] = stage } };
        var input = Given.Input(_tree.Workflow()) with { Push = Given.Push(Day(pushedAt)), Runs = [run] };
        Given.Planner().Plan(input).ShouldBeOfType<RestartPlan.Rewind>();
    }

    [Fact]
    public void Plan_QualityNodeStartedNobodyKnowsWhen_IsRewind()
    {
        _tree[Quality()]["startedAt"] = "yesterday";
        var input = Given.Input(_tree.Workflow()) with { Runs = [Given.QualityRun(Given.PushedAt.AddHours(1))] };
        Given.Planner().Plan(input).ShouldBeOfType<RestartPlan.Rewind>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plan_SomebodyStoppedIt_IsStoppedBySomebody(bool qualityStarted)
    {
        if (qualityStarted)
        {
            Quality();
        }

        CancellationOf(_tree.Workflow(document => document["spec"] = new JsonObject { ["shutdown"] = "Stop" }))
            .ShouldBe(ReasonCode.StoppedBySomebody);
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Error")]
    public void Plan_FailedBeforeQuality_IsFailedEarlier(string phase)
    {
        _tree[_tree.Root]["phase"] = phase;
        CancellationOf(_tree.Workflow()).ShouldBe(ReasonCode.FailedEarlier);
    }

    [Fact]
    public void Plan_QualityPassedOverInAFailedWorkflow_IsFailedEarlier()
    {
        _tree[_tree.Root]["phase"] = "Failed";
        _tree.Add("play.quality-work", "quality-work", "Skipped", _tree.Root, "Omitted", _tree.Root);
        CancellationOf(_tree.Workflow()).ShouldBe(ReasonCode.FailedEarlier);
    }

    [Theory]
    [InlineData("22:30:00", "23:00:00")]
    [InlineData("23:00:00", "22:30:00")]
    public void Plan_GateAndPullRequestOldEnough_IsOpenGateAtTheLaterOne(string gateAt, string openedAt)
    {
        Gate(gateAt);
        var pullRequest = Given.PullRequest(Day(openedAt));
        PlanAt("23:29:59", pullRequest).ShouldBeOfType<RestartPlan.Wait>().Until.ShouldBe(Day("23:30:00"));
        PlanAt("23:30:00", pullRequest).ShouldBeOfType<RestartPlan.OpenGate>().Gate.DisplayName.ShouldBe("wait-pr-created");
    }

    [Fact]
    public void Plan_GateWaitsWithoutPullRequest_IsNotStarted()
    {
        Gate("22:30:00");
        PlanAt("23:30:00").ShouldBeOfType<RestartPlan.Skip>().Reason.ShouldBe(ReasonCode.NotStarted);
    }

    [Fact]
    public void Plan_GateWaitsForSeveralPullRequests_GoesByTheOldest()
    {
        Gate("22:00:00");
        PlanAt("23:00:00", Given.PullRequest(Day("22:59:00")), Given.PullRequest(Day("22:10:00"))).ShouldBeOfType<RestartPlan.OpenGate>();
    }

    [Theory]
    [InlineData("wait-ready-for-qa", "Suspend", "Running")]
    [InlineData("wait-pr-created", "Pod", "Running")]
    [InlineData("wait-pr-created", "Suspend", "Succeeded")]
    public void Plan_AnotherNodeThanTheWaitingGate_IsNotStarted(string name, string type, string phase)
    {
        _tree.Add($"play.{name}", name, type, _tree.Root, phase, _tree.Root);
        PlanAt("23:50:00", Given.PullRequest(Day("22:00:00"))).ShouldBeOfType<RestartPlan.Skip>().Reason.ShouldBe(ReasonCode.NotStarted);
    }

    [Fact]
    public void Plan_GateWithoutStart_IsNotStarted()
    {
        _tree[Gate("22:30:00")].Remove("startedAt");
        PlanAt("23:30:00", Given.PullRequest(Day("22:00:00"))).ShouldBeOfType<RestartPlan.Skip>().Reason.ShouldBe(ReasonCode.NotStarted);
    }

    [Fact]
    public void Plan_OnlyAFailedAttemptHasAQualityNode_IsNotStarted()
    {
        var retry = _tree.Add("play.loop", "loop", "Retry", _tree.Root, "Running", _tree.Root);
        var first = _tree.Attempt(_tree.Add("play.loop(0)", "loop(0)", "Steps", _tree.Root, "Failed", retry));
        _tree.Add("play.loop(0).quality-work", "quality-work", "Pod", first, "Succeeded", first);
        _tree.Attempt(_tree.Add("play.loop(1)", "loop(1)", "Steps", _tree.Root, "Running", retry));
        SkipOf(_tree.Workflow()).ShouldBe(ReasonCode.NotStarted);
    }

    [Fact]
    public void Plan_TwoIterations_RewindsTheLastOnly()
    {
        var retry = _tree.Add("play.loop", "loop", "Retry", _tree.Root, "Running", _tree.Root);
        foreach (var (number, phase) in new[] { (0, "Failed"), (1, "Running") })
        {
            var attempt = _tree.Attempt(_tree.Add($"play.loop({number})", $"loop({number})", "Steps", _tree.Root, phase, retry));
            _tree.Add($"play.loop({number}).quality-work", "quality-work", "Pod", attempt, "Succeeded", attempt);
        }

        var plan = Plan(_tree.Workflow()).ShouldBeOfType<RestartPlan.Rewind>();
        plan.RestartNode.Name.ShouldBe("play.loop(1).quality-work");
        plan.RemovedNodes.ShouldHaveSingleItem();
        plan.Above.Select(node => node.Name).ShouldBe(["play.loop(1)", "play.loop", "play"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Succeeded", "update-to-quality-in-progress")]
    [InlineData("Failed", "quality-work")]
    public void Plan_StageStepBeforeQuality_IsTheRestartNodeWhereItSucceeded(string phase, string restart)
    {
        var stage = _tree.Add("play.stage", "update-to-quality-in-progress", "Pod", _tree.Root, phase, _tree.Root);
        _tree.Add("play.quality-work", "quality-work", "Pod", _tree.Root, "Running", stage);
        var plan = Plan(_tree.Workflow(document => AllowFailure(document, "update-to-quality-in-progress", "failed")));
        plan.ShouldBeOfType<RestartPlan.Rewind>().RestartNode.DisplayName.ShouldBe(restart);
    }

    [Fact]
    public void Plan_StageStepOfAnotherBranchOfTheDag_IsNotTheRestartNode()
    {
        _tree.Add("play.stage", "update-to-quality-in-progress", "Pod", _tree.Root, "Succeeded", _tree.Root);
        Quality();
        Plan(_tree.Workflow()).ShouldBeOfType<RestartPlan.Rewind>().RestartNode.DisplayName.ShouldBe("quality-work");
    }

    [Fact]
    public void Plan_FinishedNodeAbove_TakesWhatCameAfterItButNotItsOwnAttempts()
    {
        var loop = _tree.Add("play.loop", "loop", "Retry", _tree.Root, "Failed", _tree.Root);
        var first = _tree.Attempt(_tree.Add("play.loop(0)", "loop(0)", "Steps", _tree.Root, "Failed", loop));
        var last = _tree.Attempt(_tree.Add("play.loop(1)", "loop(1)", "Steps", _tree.Root, "Failed", loop));
        var quality = _tree.Add("play.loop(1).quality-work", "quality-work", "Pod", last, "Failed", last);
        _tree.Link(last, "outboundNodes", quality);
        var after = _tree.Add("play.after", "after", "Skipped", _tree.Root, "Omitted", loop);
        var afterLast = _tree.Add("play.after-last", "after-last", "Skipped", _tree.Root, "Omitted", quality);
        var exit = _tree.Add("play.onExit", "play.onExit", "Pod", null, "Succeeded");
        _tree[_tree.Root]["phase"] = "Failed";
        _tree.Phase = "Failed";

        var plan = Plan(_tree.Workflow()).ShouldBeOfType<RestartPlan.Rewind>();

        plan.Removed.ShouldBe([quality, after, afterLast, exit], ignoreOrder: true);
        plan.Stays(first).ShouldBeTrue();
        plan.Stays(exit).ShouldBeFalse();
        plan.Stays("nowhere").ShouldBeFalse();
        plan.Stays(null).ShouldBeFalse();
    }

    [Fact]
    public void Plan_RunningNodeAbove_KeepsWhatComesAfterIt()
    {
        var steps = _tree.Add("play.steps", "steps", "Steps", _tree.Root, "Running", _tree.Root);
        var quality = _tree.Add("play.steps.quality-work", "quality-work", "Pod", steps, "Running", steps);
        var after = _tree.Add("play.after", "after", "Pod", _tree.Root, "Running", steps);

        var plan = Plan(_tree.Workflow()).ShouldBeOfType<RestartPlan.Rewind>();

        plan.Removed.ShouldBe([quality]);
        plan.Stays(after).ShouldBeTrue();
    }

    [Fact]
    public void Plan_ExitHandlerRunsThoughTheRootHasNotFinished_Stays()
    {
        Quality();
        var exit = _tree.Add("play.onExit", "play.onExit", "Pod", null, "Running");
        Plan(_tree.Workflow()).ShouldBeOfType<RestartPlan.Rewind>().Removed.ShouldNotContain(exit);
    }

    [Fact]
    public void Plan_NodeFailedOutside_IsFailedElsewhere()
    {
        Quality();
        _tree.Add("play.docs", "docs", "Pod", _tree.Root, "Error", _tree.Root);
        CancellationOf(_tree.Workflow()).ShouldBe(ReasonCode.FailedElsewhere);
    }

    [Theory]
    [InlineData("Failed", "failed", true)]
    [InlineData("Error", "error", true)]
    [InlineData("Error", "failed", false)]
    public void Plan_NodeFailedOutsideWithContinueOn_MayFail(string phase, string outcome, bool mayFail)
    {
        Quality();
        _tree.Add("play.docs(0:x)", "docs(0:x)", "Pod", _tree.Root, phase, _tree.Root);
        var plan = Plan(_tree.Workflow(document => AllowFailure(document, "docs", outcome)));
        (plan is RestartPlan.Rewind).ShouldBe(mayFail);
    }

    [Fact]
    public void Plan_NodeFailedUnderATemplateThatIsNotThere_IsFailedElsewhere()
    {
        Quality();
        _tree[_tree.Root]["templateName"] = "main";
        _tree.Add("play.docs", "docs", "Pod", _tree.Root, "Failed", _tree.Root);
        CancellationOf(_tree.Workflow()).ShouldBe(ReasonCode.FailedElsewhere);
    }

    [Fact]
    public void Plan_StepFailedInsideAStepsNodeThatMayFail_IsRewind()
    {
        Quality();
        var docs = _tree.Add("play.docs", "docs", "Steps", _tree.Root, "Succeeded", _tree.Root);
        _tree.Add("play.docs[0].a", "a", "Pod", docs, "Failed", docs);
        Plan(_tree.Workflow()).ShouldBeOfType<RestartPlan.Rewind>();
    }

    [Fact]
    public void Plan_StepWithContinueOnInStepsOfAStoredTemplate_IsRewind()
    {
        Quality();
        var docs = _tree.Add("play.docs", "docs", "Steps", _tree.Root, "Running", _tree.Root);
        _tree[docs]["templateName"] = "docs";
        _tree.Add("play.docs[0].a", "a", "Pod", docs, "Failed", docs);
        var plan = Plan(
            _tree.Workflow(document =>
                document["status"]!["storedTemplates"] = JsonNode.Parse(
                    """{"x":{"name":"docs","steps":[5,[{"name":"b"},{"name":"a","continueOn":{"failed":true}}]]}}"""
                )
            )
        );
        plan.ShouldBeOfType<RestartPlan.Rewind>();
    }

    [Theory]
    [InlineData("""{"mutex":{"holding":[{"mutex":"a"}]}}""", true)]
    [InlineData("""{"mutex":{"holding":[],"waiting":[{"mutex":"a"}]}}""", false)]
    public void Plan_HoldsALock_IsNotRewindable(string synchronization, bool holds)
    {
        Quality();
        var plan = Plan(_tree.Workflow(document => document["status"]!["synchronization"] = JsonNode.Parse(synchronization)));
        (plan is RestartPlan.Refuse { Reason: ReasonCode.NotRewindable }).ShouldBe(holds);
    }

    [Fact]
    public void Plan_ArtifactGarbageCollection_IsNotRewindable()
    {
        Quality();
        RefusalOf(_tree.Workflow(document => document["metadata"]!["finalizers"] = new JsonArray("workflows.argoproj.io/artifact-gc")))
            .ShouldBe(ReasonCode.NotRewindable);
    }

    [Theory]
    [InlineData("HTTP")]
    [InlineData("Plugin")]
    public void Plan_NodeToRemoveIsOfAnotherKind_IsNotRewindable(string type)
    {
        _tree.Add("play.call", "call", type, _tree.Root, "Succeeded", Quality());
        RefusalOf(_tree.Workflow()).ShouldBe(ReasonCode.NotRewindable);
    }

    [Fact]
    public void Plan_NodeToRemoveIsMemoized_IsNotRewindable()
    {
        _tree[Quality()]["memoizationStatus"] = new JsonObject { ["hit"] = true };
        RefusalOf(_tree.Workflow()).ShouldBe(ReasonCode.NotRewindable);
    }

    [Fact]
    public void Plan_HttpNodeThatStays_IsRewind()
    {
        Quality();
        _tree.Add("play.call", "call", "HTTP", _tree.Root, "Succeeded", _tree.Root);
        Plan(_tree.Workflow()).ShouldBeOfType<RestartPlan.Rewind>();
    }

    [Theory]
    [InlineData("23:10:30", "quality", "Running", true)]
    [InlineData("22:50:01", "quality", null, true)]
    [InlineData("22:50:00", "quality", "Running", false)]
    [InlineData("23:10:31", "quality", "Running", false)]
    [InlineData("23:10:30", "quality", "Succeeded", false)]
    [InlineData("23:10:30", "testing", "Running", false)]
    public void Plan_QualityRunThatTheTreeDoesNotShowYet_IsWaitedFor(string createdAt, string stage, string? phase, bool waits)
    {
        Gate("22:00:00");
        var run = Given.QualityRun(Day(createdAt)) with
        {
            Labels = new Dictionary<string, string> { ["workflow-stage"] = stage },
            Phase = phase,
        };
        var plan = Given
            .Planner()
            .Plan(
                Given.Input(_tree.Workflow()) with
                {
                    Push = Given.Push(Day("23:10:00")),
                    Now = Day("23:20:00"),
                    PullRequests = [Given.PullRequest(Day("22:00:00"))],
                    Runs = [run],
                }
            );

        (plan as RestartPlan.Wait)?.Until.ShouldBe(Day("23:20:10"));
        plan.ShouldBeOfType(waits ? typeof(RestartPlan.Wait) : typeof(RestartPlan.OpenGate));
    }

    [Fact]
    public void Plan_GateOnly_RefusesARewind()
    {
        Quality();
        Given
            .Planner(RestartStrategy.GateOnly)
            .Plan(Given.Input(_tree.Workflow()))
            .ShouldBeOfType<RestartPlan.Refuse>()
            .Reason.ShouldBe(ReasonCode.RewindNotAllowed);
    }

    private string Quality() => _tree.Add("play.quality-work", "quality-work", "Pod", _tree.Root, "Running", _tree.Root);

    private string Gate(string at)
    {
        var gate = _tree.Add("play.wait-pr-created", "wait-pr-created", "Suspend", _tree.Root, "Running", _tree.Root);
        _tree[gate]["startedAt"] = $"2026-11-22T{at}Z";
        return gate;
    }

    private RestartPlan PlanAt(string now, params Core.PullRequests.PullRequest[] pullRequests) =>
        Given.Planner().Plan(Given.Input(_tree.Workflow()) with { PullRequests = pullRequests, Now = Day(now) });

    private static void AllowFailure(JsonObject document, string task, string outcome)
    {
        document["status"]!["nodes"]!["play"]!["templateName"] = "main";
        document["status"]!["storedWorkflowTemplateSpec"] = JsonNode.Parse(
            "{\"templates\":[{\"name\":\"other\"},{\"name\":\"main\",\"dag\":{\"tasks\":[{\"name\":\"x\"},{\"name\":\""
                + task
                + "\",\"continueOn\":{\""
                + outcome
                + "\":true}}]}}]}"
        );
    }

    private static DateTimeOffset Day(string time) =>
        DateTimeOffset.Parse($"2026-11-22T{time}Z", System.Globalization.CultureInfo.InvariantCulture);

    private static RestartPlan Plan(MainWorkflow workflow) => Given.Planner().Plan(Given.Input(workflow) with { PullRequests = [] });

    private static ReasonCode SkipOf(MainWorkflow workflow) => Plan(workflow).ShouldBeOfType<RestartPlan.Skip>().Reason;

    private static ReasonCode RefusalOf(MainWorkflow workflow) => Plan(workflow).ShouldBeOfType<RestartPlan.Refuse>().Reason;

    private static ReasonCode CancellationOf(MainWorkflow workflow) => Plan(workflow).ShouldBeOfType<RestartPlan.CancelOnly>().Reason;
}

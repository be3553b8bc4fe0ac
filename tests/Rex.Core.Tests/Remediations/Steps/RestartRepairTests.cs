using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>An operation of the controller that began before the hold writes after the restart.</summary>
public class RestartRepairTests
{
    private static readonly string[] RestartHoldRepair = ["restart play-7", "hold play-7", "repair play-7"];

    private readonly World _world = World.G2WhileTesting();
    private readonly Remediation _remediation;

    public RestartRepairTests()
    {
        _remediation = _world.Accept(Samples.Push());
        _world.RunUpTo(StepName.ResetWorkflow, _remediation);
        _world.Writes.Clear();
    }

    [Fact]
    public void RunAsync_RemovedNodesAreBackInPart_IsRepairedOnce()
    {
        AfterRestart(() => _world.BringBackInPart("testing", "testingRun"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(RestartHoldRepair);
        _world.Node("testing").ShouldBeNull();
        _world.Node("testingRun").ShouldBeNull();
        ShouldRunAgain();
        _world
            .Observer.Notes.Single()
            .ShouldStartWith("The restart of workflow play-7 was disturbed (removed node play-7-testing is back)");
    }

    [Fact]
    public void RunAsync_RemovedNodesAreBackWhole_IsRepairedWithTheirPodsAndRuns()
    {
        AfterRestart(() =>
        {
            _world.BringBack("testing", "testing0", "testingRun");
            _world.AddPod("testingRun");
            _world.AddTaskResult("testingRun");
            _world.AddRun("tess-2");
        });

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe([
            "restart play-7",
            "hold play-7",
            "delete pod pod-of-testingRun",
            "delete result play-7-testingRun",
            "delete run tess-2",
            "repair play-7",
        ]);
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_NodesAboveAreFinishedAgain_AreOpenedAgain()
    {
        AfterRestart(() =>
        {
            _world.BringBackInPart("testing");
            _world.EditMain(workflow =>
            {
                var root = workflow["status"]!["nodes"]![Plays.Id("root")]!;
                root["phase"] = "Failed";
                root["finishedAt"] = Plays.Text(_world.Time.GetUtcNow());
                root["message"] = "Ancestor task node not found";
            });
        });

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        ((string?)_world.Node("root")!["phase"]).ShouldBe("Running");
        _world.Node("root")!["message"].ShouldBeNull();
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_WorkflowEndedAsError_IsRevivedWithoutAHold()
    {
        AfterRestart(() =>
            _world.EditMain(workflow =>
            {
                workflow["status"]!["phase"] = "Error";
                workflow["status"]!["message"] = "Ancestor task node not found";
                workflow["status"]!["finishedAt"] = Plays.Text(_world.Time.GetUtcNow());
                workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "true";
            })
        );

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7", "repair play-7"]);
        _world.Main().Phase.ShouldBe("Running");
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_DisturbedTwice_IsRepairedTwice()
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        _world.Calls.After(Call.PatchWorkflow, () => _world.BringBackInPart("gate"), on: "repair play-7");

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe([.. RestartHoldRepair, "hold play-7", "repair play-7"]);
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_PodOlderThanTheRestart_IsDeleted()
    {
        AfterTakeUp(() => _world.AddPod("testingRun"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7", "hold play-7", "delete pod pod-of-testingRun", "repair play-7"]);
        _world.Controller.Started.ShouldBe(2);
    }

    [Fact]
    public void RunAsync_RunOlderThanTheRestart_IsCancelled()
    {
        AfterTakeUp(() => _world.AddRun("tess-2"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7", "hold play-7", "delete run tess-2", "repair play-7"]);
    }

    [Fact]
    public void RunAsync_PodsAndRunsOfTheRestart_AreLeftAlone()
    {
        AfterTakeUp(() =>
        {
            _world.Workflows.Pods.Add(
                new FakePod
                {
                    Name = "new",
                    Workflow = "play-7",
                    NodeId = Plays.Id("qualityRun"),
                    CreatedAt = _world.Time.GetUtcNow(),
                }
            );
            _world.AddPod("impl");
            _world.AddRun("new", createdAt: _world.Time.GetUtcNow());
            _world.AddRun("finished", phase: "Succeeded");
            _world.AddRun("of-another-repository", workflow: "play-9");
        });

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_ServerToldNoTime_JudgesByTheTreeAlone()
    {
        _world.Workflows.TellsTime = false;
        AfterTakeUp(() => _world.AddPod("testingRun"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Theory]
    [InlineData("hold play-7")]
    [InlineData("repair play-7")]
    public void RunAsync_SomebodyWritesFirstInTheRepair_DoesItOnTheNewState(string write)
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        _world.Calls.Before(Call.PatchWorkflow, _world.TouchMain, on: write);

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(RestartHoldRepair);
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_CrashInTheRepair_NextProcessFinishesIt()
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        _world.Calls.After(Call.PatchWorkflow, _world.Crash, on: "hold play-7");
        Should.Throw<OperationCanceledException>(() => Run());
        _world.StartAgain();

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(RestartHoldRepair);
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_CrashAfterTheHoldOfARepairOfAGoodTree_EndsTheHoldAllTheSame()
    {
        AfterTakeUp(() => _world.AddPod("testingRun"));
        _world.Calls.After(Call.DeletePod, _world.Crash);
        Should.Throw<OperationCanceledException>(() => Run());
        _world.StartAgain();
        _world.Pump.RunFor(TimeSpan.FromSeconds(10));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Observer.Notes[^1].ShouldContain("a repair was begun and not finished");
        Hold.HolderOf(_world.Main()).ShouldBeNull();
    }

    [Fact]
    public void RunAsync_WorkflowGoesInTheRepair_SaysSo()
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        _world.Calls.Before(Call.PatchWorkflow, () => _world.Workflows.Remove("play-7"), on: "hold play-7");

        Run().Reason.ShouldBe(ReasonCode.WorkflowNotFound);
    }

    [Fact]
    public void RunAsync_WorkflowGoesUnderTheHoldOfTheRepair_SaysSo()
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        _world.Calls.After(
            Call.PatchWorkflow,
            () => _world.Time.Later(TimeSpan.FromMilliseconds(500), () => _world.Workflows.Remove("play-7")),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.WorkflowNotFound);
    }

    [Fact]
    public void RunAsync_WorkflowIsMadeAnewInTheRepair_SaysSo()
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        _world.Calls.Before(
            Call.PatchWorkflow,
            () => _world.EditMain(workflow => workflow["metadata"]!["uid"] = "another"),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.WorkflowNotFound);
    }

    [Fact]
    public void RunAsync_NewerRemediationRestartsInTheRepair_LeavesItToThat()
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        _world.Calls.Before(
            Call.PatchWorkflow,
            () =>
                _world.EditMain(workflow =>
                    workflow["metadata"]!["annotations"]![RexAnnotations.RestartedFor] = Samples.Push('b', 'c', 1).Id.Value
                ),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.NewerPush);

        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_HoldOfTheRepairIsTakenAway_IsPutOnAgain()
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        _world.Calls.After(
            Call.PatchWorkflow,
            () =>
                _world.Time.Later(
                    TimeSpan.FromMilliseconds(500),
                    () => _world.EditMain(workflow => workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "false")
                ),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7", "hold play-7", "hold play-7", "repair play-7"]);
    }

    [Fact]
    public void RunAsync_HoldOfTheRepairIsGoneInItsAnswer_IsPutOnAgain()
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        var done = false;
        _world.Workflows.Changed += _ =>
        {
            if (!done && Hold.HolderOf(_world.Main()) is not null)
            {
                done = true;
                _world.EditMain(workflow => workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "false");
            }
        };

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7", "hold play-7", "hold play-7", "repair play-7"]);
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_RunAppearsInTheRepair_IsCancelledBeforeItsWrite()
    {
        AfterRestart(() => _world.BringBackInPart("testing"));
        _world.Calls.After(
            Call.PatchWorkflow,
            () => _world.Time.Later(TimeSpan.FromMilliseconds(500), () => _world.AddRun("tess-2")),
            on: "hold play-7"
        );

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7", "hold play-7", "delete run tess-2", "repair play-7"]);
    }

    private void AfterRestart(Action act) =>
        _world.Calls.After(Call.PatchWorkflow, () => _world.Time.Later(TimeSpan.FromSeconds(1), act), on: "restart play-7");

    /// <summary>Right when the controller has taken the workflow up, before Rex sees it.</summary>
    private void AfterTakeUp(Action act) => _world.Controller.TookUp = act;

    private void ShouldRunAgain()
    {
        ((string?)_world.Node("quality")!["phase"]).ShouldBe("Running");
        Hold.HolderOf(_world.Main()).ShouldBeNull();
        _world.Main().Labels["workflows.argoproj.io/completed"].ShouldBe("false");
        ((JsonObject)_world.Workflows["play-7"]["status"]!["nodes"]!)
            .Select(node => node.Key)
            .ShouldBe([Plays.Id("root"), Plays.Id("impl"), Plays.Id("quality")], ignoreOrder: true);
    }

    private StepOutcome.End Run() => _world.Run(StepName.ResumePipeline, _remediation).ShouldBeOfType<StepOutcome.End>();
}

using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>An operation of the controller that began before the hold writes after the restart.</summary>
public class RestartRepairTests : DisturbedRestart
{
    [Fact]
    public void RunAsync_RemovedNodesAreBackInPart_IsRepairedOnce()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing", "testingRun"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(RestartHoldRepair);
        TheWorld.Node("testing").ShouldBeNull();
        TheWorld.Node("testingRun").ShouldBeNull();
        ShouldRunAgain();
        TheWorld
            .Observer.Notes.Single()
            .ShouldStartWith("The restart of workflow play-7 was disturbed (removed node play-7-testing is back)");
    }

    [Fact]
    public void RunAsync_PodOfABackNodeMayHaveEndedJustNow_WaitsForTheLateKill()
    {
        AfterRestart(() => TheWorld.BringBackInPart("toQa"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        AfterTheHold("repair play-7").ShouldBeInRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
    }

    [Fact]
    public void RunAsync_PodOfABackNodeEndedLongAgo_WaitsForTheHoldToSettleOnly()
    {
        AfterRestart(() => TheWorld.BringBack("toQa", "gate", "testing", "testing0", "testingRun"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        AfterTheHold("repair play-7").ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void RunAsync_SlowApiServer_SettlesFromTheHoldsAnswerOn()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing", "testingRun"));
        TheWorld.Calls.Before(Call.PatchWorkflow, () => TheWorld.Time.Advance(TimeSpan.FromSeconds(40)), on: "hold play-7");
        var answered = DateTimeOffset.MinValue;
        TheWorld.Calls.After(Call.PatchWorkflow, () => answered = TheWorld.Time.GetUtcNow(), on: "hold play-7");

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        (TheWorld.Calls.TimeOf("repair play-7") - answered).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void RunAsync_RemovedNodesAreBackWhole_IsRepairedWithTheirPodsAndRuns()
    {
        AfterRestart(() =>
        {
            TheWorld.BringBack("testing", "testing0", "testingRun");
            TheWorld.AddPod("testingRun");
            TheWorld.AddTaskResult("testingRun");
            TheWorld.AddRun("tess-2");
        });

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe([
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
            TheWorld.BringBackInPart("testing");
            TheWorld.EditMain(workflow =>
            {
                var root = workflow["status"]!["nodes"]![Plays.Id("root")]!;
                root["phase"] = "Failed";
                root["finishedAt"] = Plays.Text(TheWorld.Time.GetUtcNow());
                root["message"] = "Ancestor task node not found";
            });
        });

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        ((string?)TheWorld.Node("root")!["phase"]).ShouldBe("Running");
        TheWorld.Node("root")!["message"].ShouldBeNull();
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_LabelWasSetSinceTheRestart_IsTakenOffBeforeTheRepair()
    {
        AfterRestart(() =>
        {
            TheWorld.BringBackInPart("testing", "testingRun");
            TheWorld.Pulls.AddLabel(17, "ready-for-qa");
        });

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(["restart play-7", "hold play-7", "unlabel 17 ready-for-qa", "repair play-7"]);
        TheWorld.Pulls.LabelsOf(17).ShouldNotContain("ready-for-qa");
    }

    [Fact]
    public void RunAsync_WorkflowEndedAsError_IsRevivedWithoutAHold()
    {
        AfterRestart(() =>
            TheWorld.EditMain(workflow =>
            {
                workflow["status"]!["phase"] = "Error";
                workflow["status"]!["message"] = "Ancestor task node not found";
                workflow["status"]!["finishedAt"] = Plays.Text(TheWorld.Time.GetUtcNow());
                workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "true";
            })
        );

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(["restart play-7", "repair play-7"]);
        TheWorld.Main().Phase.ShouldBe("Running");
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_DisturbedTwice_IsRepairedTwice()
    {
        AfterRestart(() => TheWorld.BringBackInPart("testing"));
        TheWorld.Calls.After(Call.PatchWorkflow, () => TheWorld.BringBackInPart("gate"), on: "repair play-7");

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe([.. RestartHoldRepair, "hold play-7", "repair play-7"]);
        ShouldRunAgain();
    }

    [Fact]
    public void RunAsync_PodOlderThanTheRestart_IsDeleted()
    {
        AfterTakeUp(() => TheWorld.AddPod("testingRun"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(["restart play-7", "hold play-7", "delete pod pod-of-testingRun", "repair play-7"]);
        TheWorld.Observer.Notes.Single().ShouldContain("(pod pod-of-testingRun is older than the restart)");
        TheWorld.Controller.Started.ShouldBe(2);
    }

    [Fact]
    public void RunAsync_RunOlderThanTheRestart_IsCancelled()
    {
        AfterTakeUp(() => TheWorld.AddRun("tess-2"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(["restart play-7", "hold play-7", "delete run tess-2", "repair play-7"]);
        TheWorld.Observer.Notes.Single().ShouldContain("(run tess-2 is older than the restart)");
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void RunAsync_RunMadeAboutTheLastLook_IsOlderFromAWholeSecondOn(int seconds, bool isOlder)
    {
        AfterTakeUp(() => TheWorld.AddRun("tess-2", createdAt: Recorded().LookedAt!.Value.AddSeconds(seconds)));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.Contains("delete run tess-2").ShouldBe(isOlder);
    }

    [Fact]
    public void RunAsync_PodsAndRunsOfTheRestart_AreLeftAlone()
    {
        AfterTakeUp(() =>
        {
            TheWorld.Workflows.Pods.Add(
                new FakePod
                {
                    Name = "new",
                    Workflow = "play-7",
                    NodeId = Plays.Id("qualityRun"),
                    CreatedAt = TheWorld.Time.GetUtcNow(),
                }
            );
            TheWorld.AddPod("impl");
            TheWorld.AddRun("new", createdAt: TheWorld.Time.GetUtcNow());
            TheWorld.AddRun("finished", phase: "Succeeded");
            TheWorld.AddRun("of-another-repository", workflow: "play-9");
        });

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_ServerToldNoTime_JudgesByTheTreeAlone()
    {
        TheWorld.Workflows.TellsTime = false;
        AfterTakeUp(() => TheWorld.AddPod("testingRun"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        TheWorld.Writes.ShouldBe(["restart play-7"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RunAsync_OldTimeToLiveEndsSoon_WaitsWithoutAHold(bool isHeld)
    {
        AfterRestart(() =>
        {
            TheWorld.BringBackInPart("testing", "testingRun");
            TheWorld.EditMain(workflow =>
            {
                workflow["spec"]!["ttlStrategy"] = new JsonObject { ["secondsAfterFailure"] = 3600 };
                var metadata = workflow["metadata"]!;
                metadata["annotations"]![RexAnnotations.FinishedAt] = Plays.Text(Samples.Now.AddMinutes(-55));
                if (isHeld)
                {
                    metadata["labels"]!["workflows.argoproj.io/completed"] = "true";
                    metadata["annotations"]![RexAnnotations.HeldBy] = TheWorld.Store.All.Single().Id.Value;
                }
            });
        });

        Should.Throw<PlatformException>(() => Run()).Reason.ShouldBe(ReasonCode.TimeToLiveEnds);

        TheWorld.Writes.ShouldBe(isHeld ? ["restart play-7", "release play-7"] : ["restart play-7"]);
    }

    private TimeSpan AfterTheHold(string write) =>
        TheWorld.Calls.TimeOf(write) - TheWorld.Calls.Timeline.Last(entry => entry.Write == "hold play-7").At;
}

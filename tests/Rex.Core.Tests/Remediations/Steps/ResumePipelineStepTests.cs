using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>The last look, and the restart write.</summary>
public class ResumePipelineStepTests
{
    private readonly World _world = World.G2WhileTesting();
    private readonly Remediation _remediation;

    public ResumePipelineStepTests()
    {
        _remediation = _world.Accept(Samples.Push());
        _world.RunUpTo(StepName.ResetWorkflow, _remediation);
        _world.Writes.Clear();
    }

    [Fact]
    public void RunAsync_AllIsDone_MakesTheOneWrite()
    {
        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_Restart_IsRecordedBeforeItIsMade()
    {
        RestartRecord? recorded = null;
        _world.Calls.Before(Call.PatchWorkflow, () => recorded = Status().Restart);

        Run();

        recorded.ShouldNotBeNull();
        recorded.Removed.Keys.ShouldContain(Plays.Id("testingRun"));
        recorded.LookedAt.ShouldNotBeNull();
        recorded.LookedAt.Value.ShouldBe(_world.Calls.TimeOf("restart play-7"), TimeSpan.FromSeconds(1.1));
    }

    [Fact]
    public void RunAsync_HoldWasTakenAway_IsPutOnAgainFirst()
    {
        _world.EditMain(workflow => workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "false");

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["hold play-7", "restart play-7"]);
    }

    [Fact]
    public void RunAsync_RunIsAlive_IsCancelledFirst()
    {
        _world.AddRun("cleo-2", agent: "5DLabs-Cleo");

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["delete run cleo-2", "restart play-7"]);
    }

    [Fact]
    public void RunAsync_PodIsThere_IsDeletedFirst()
    {
        _world.AddPod("toQa");

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["delete pod pod-of-toQa", "restart play-7"]);
    }

    [Fact]
    public void RunAsync_LabelIsBack_IsRemovedFirst()
    {
        _world.Pulls.AddLabel(17, "ready-for-qa");

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["unlabel 17 ready-for-qa", "restart play-7"]);
    }

    [Fact]
    public void RunAsync_LabelComesAfterThePullRequestsWereListed_IsStillSeen()
    {
        _world.Calls.After(Call.ListPulls, () => _world.Pulls.AddLabel(17, "ready-for-qa"));

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["unlabel 17 ready-for-qa", "restart play-7"]);
    }

    [Fact]
    public void RunAsync_StageWasChanged_IsSetFirst()
    {
        _world.EditMain(workflow => workflow["metadata"]!["labels"]!["current-stage"] = "waiting-pr-approved");

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["reset play-7", "restart play-7"]);
    }

    [Fact]
    public void RunAsync_SomebodyWritesFirst_LooksAgainAndWritesOnce()
    {
        _world.Calls.Before(Call.PatchWorkflow, _world.TouchMain);

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7"]);
        _world.Main().Labels.Keys.ShouldContain("touched");
    }

    [Fact]
    public void RunAsync_NewerPushTogetherWithAConflict_IsSuperseded()
    {
        _world.Calls.Before(
            Call.PatchWorkflow,
            () =>
            {
                _world.TouchMain();
                _world.Accept(Samples.Push('b', 'c', 1));
            }
        );

        Run().Reason.ShouldBe(ReasonCode.NewerPush);

        _world.Writes.ShouldBeEmpty();
        Hold.HolderOf(_world.Main()).ShouldBe(_remediation.Id.Value);
    }

    [Fact]
    public void RunAsync_AnotherRemediationTookTheHold_DoesNotWriteUnderItsHold()
    {
        _world.EditMain(workflow => workflow["metadata"]!["annotations"]![RexAnnotations.HeldBy] = "rex-of-another");

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["hold play-7", "restart play-7"]);
    }

    [Fact]
    public void RunAsync_SomebodyStoppedIt_EndsAsTheEarlierStepsDo()
    {
        _world.EditMain(workflow => workflow["spec"]!["shutdown"] = "Terminate");

        Run().Reason.ShouldBe(ReasonCode.StoppedBySomebody);

        _world.Writes.ShouldBe(["release play-7"]);
    }

    [Fact]
    public void RunAsync_StoppedWhileItLooks_EndsInTheEarlierStep()
    {
        _world.AddPod("toQa");
        _world.Calls.After(Call.ListPods, () => _world.EditMain(workflow => workflow["spec"]!["shutdown"] = "Stop"));

        Run().Reason.ShouldBe(ReasonCode.StoppedBySomebody);
    }

    [Fact]
    public void RunAsync_ScriptPodEndedJustBeforeTheHold_WaitsForTheLateKill()
    {
        var world = World.G2WhileTesting();
        world.EditMain(workflow =>
            workflow["status"]!["nodes"]![Plays.Id("toQa")]!["finishedAt"] = Plays.Text(Samples.Now.AddSeconds(-20))
        );

        world.Remediate(world.Accept(Samples.Push())).Status.Reason.ShouldBe(ReasonCode.Restarted);

        var waited = world.Calls.TimeOf("restart play-7") - world.Calls.TimeOf("hold play-7");
        waited.ShouldBeInRange(TimeSpan.FromSeconds(29.9), TimeSpan.FromSeconds(31));
    }

    [Fact]
    public void RunAsync_SeveralPullRequestsAtTheGate_OpensItWithTheNewest()
    {
        var world = AtAGateThatNeeds("pr-number");
        world.Pulls.Open(Samples.Branch, Samples.Pull() with { Number = Samples.PullNumber + 1 });
        world.Pulls.Open(Samples.Branch, Samples.Pull() with { Number = Samples.PullNumber - 1 });

        world.Remediate(world.Accept(Samples.Push())).Status.Reason.ShouldBe(ReasonCode.GateOpened);

        ((string?)world.Node("gate")!["outputs"]!["parameters"]![0]!["value"]).ShouldBe("18");
    }

    [Fact]
    public void RunAsync_GateNeedsAValueThatNobodyHas_FailsWithoutAWrite()
    {
        var world = AtAGateThatNeeds("reviewer");

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Reason.ShouldBe(ReasonCode.GateNeedsValue);
        ended.Status.Message.ShouldBe("Output reviewer of gate play-7-gate has neither a value nor a default.");
        world.Writes.ShouldBe(["reset play-7"]);
    }

    [Fact]
    public void RunAsync_RunIsStuckInTheLastLook_FailsAsTheEarlierStepDoes()
    {
        _world.AddRun("stuck", isStuck: true);

        Should.Throw<PlatformException>(() => Run()).Reason.ShouldBe(ReasonCode.RunsNotGone);

        _world.Writes.ShouldNotContain("restart play-7");
    }

    private static World AtAGateThatNeeds(string output)
    {
        var world = World.G1AtTheGate();
        world.EditMain(workflow =>
            workflow["status"]!["nodes"]![Plays.Id("gate")]!["outputs"] = new JsonObject
            {
                ["parameters"] = new JsonArray(
                    new JsonObject
                    {
                        ["name"] = output,
                        ["valueFrom"] = new JsonObject { ["supplied"] = new JsonObject() },
                    }
                ),
            }
        );
        return world;
    }

    private RemediationStatus Status() => _world.Store[_remediation.Id].Status;

    private StepOutcome.End Run() => _world.Run(StepName.ResumePipeline, _remediation).ShouldBeOfType<StepOutcome.End>();
}

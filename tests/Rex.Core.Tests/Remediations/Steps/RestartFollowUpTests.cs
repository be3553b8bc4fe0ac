using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>What follows the restart write.</summary>
public class RestartFollowUpTests
{
    private readonly World _world = World.G2WhileTesting();
    private readonly Remediation _remediation;

    public RestartFollowUpTests()
    {
        _remediation = _world.Accept(Samples.Push());
        _world.RunUpTo(StepName.ResetWorkflow, _remediation);
        _world.Writes.Clear();
    }

    [Fact]
    public void RunAsync_ControllerTakesItUp_EndsThenAndNotBefore()
    {
        _world.Controller.TakesUpAfter = TimeSpan.FromSeconds(20);

        Run().ShouldBe(new StepOutcome.End(ReasonCode.Restarted, "Workflow play-7 runs again from play-7-quality."));

        (_world.Time.GetUtcNow() - _world.Calls.TimeOf("restart play-7")).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(20));
        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_NoPullRequestWasOpen_SaysSo()
    {
        var world = World.G2WhileTesting();
        world.Pulls.Close(Samples.PullNumber);

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Message.ShouldBe("Workflow play-7 runs again from play-7-quality. No pull request of the branch was open.");
    }

    [Fact]
    public void RunAsync_ControllerIsSilent_IsWokenOnce()
    {
        _world.Controller.MustBeWoken = true;

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7", "wake play-7"]);
        (_world.Calls.TimeOf("wake play-7") - _world.Calls.TimeOf("restart play-7")).ShouldBe(
            TimeSpan.FromSeconds(30),
            TimeSpan.FromSeconds(1)
        );
        _world.Observer.Notes.ShouldBe(["The workflow controller is silent about workflow play-7; waking it."]);
    }

    [Fact]
    public void RunAsync_ControllerNeverTakesItUp_FailsAfterOneWake()
    {
        _world.Controller.TakesUpAfter = null;

        var error = Should.Throw<PlatformException>(() => Run());

        error.Reason.ShouldBe(ReasonCode.RestartNotSeen);
        error.Message.ShouldBe("The workflow controller has not taken workflow play-7 up again within 00:02:00.");
        _world.Writes.ShouldBe(["restart play-7", "wake play-7"]);
    }

    [Fact]
    public void RunAsync_ControllerTakesItUpAfterTheDeadline_TheNextTrySeesItWithoutAnotherRestart()
    {
        _world.Controller.TakesUpAfter = TimeSpan.FromSeconds(150);

        var ended = _world.Remediate(_remediation);

        ended.Status.Reason.ShouldBe(ReasonCode.Restarted, ended.Status.Message);
        _world.Writes.Count(write => write == "restart play-7").ShouldBe(1);
        _world.Observer.Changes.ShouldContain(one => one.Status.Reason == ReasonCode.RestartNotSeen);
    }

    [Fact]
    public void RunAsync_SuspendedBySomebody_WaitsForNothingButLateWritesAndWakesNobody()
    {
        _world.EditMain(workflow => workflow["spec"]!["suspend"] = true);

        Run()
            .ShouldBe(
                new StepOutcome.End(
                    ReasonCode.Restarted,
                    "Workflow play-7 runs again from play-7-quality. It stays suspended, as somebody else had it."
                )
            );

        _world.Writes.ShouldBe(["restart play-7"]);
        _world.Controller.Started.ShouldBe(0);
        (_world.Time.GetUtcNow() - _world.Calls.TimeOf("restart play-7")).ShouldBe(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void RunAsync_SuspendedAndDisturbed_IsRepaired()
    {
        _world.EditMain(workflow => workflow["spec"]!["suspend"] = true);
        AfterRestart(TimeSpan.FromSeconds(5), () => _world.BringBack("gate"));

        Run().Message.ShouldEndWith("It stays suspended, as somebody else had it.");

        _world.Writes.ShouldBe(["restart play-7", "hold play-7", "repair play-7"]);
        _world.Node("gate").ShouldBeNull();
    }

    [Fact]
    public void RunAsync_OtherAgentsOfWhatWasRewoundStillWork_AreNamed()
    {
        var since = Samples.Now.AddMinutes(-4);
        _world.AddRun("cipher", agent: "5DLabs-Cipher", createdAt: since);
        _world.AddRun("cipher-finished", agent: "5DLabs-Cipher", phase: "Succeeded", createdAt: since);
        _world.AddRun("blaze-before", agent: "5DLabs-Blaze", createdAt: Samples.Now.AddHours(-3));
        _world.AddRun("blaze-of-another-task", agent: "5DLabs-Blaze", createdAt: since, task: "8");
        _world.AddRun("blaze-of-another-workflow", agent: "5DLabs-Blaze", createdAt: since, workflow: "play-8");
        AfterRestart(
            TimeSpan.FromSeconds(1),
            () => _world.AddRun("cipher-anew", agent: "5DLabs-Cipher", createdAt: _world.Time.GetUtcNow())
        );

        Run().Message.ShouldBe("Workflow play-7 runs again from play-7-quality. Left alone: cipher (5DLabs-Cipher).");
    }

    [Fact]
    public void RunAsync_OtherAgentsFromTheRewoundNodesStartToTheLastLook_AreNamed()
    {
        var started = JsonReading.ParseTime((string?)_world.Node("quality")!["startedAt"])!.Value;
        _world.AddRun("before", agent: "5DLabs-Cipher", createdAt: started.AddSeconds(-1));
        _world.AddRun("first", agent: "5DLabs-Cipher", createdAt: started);
        AfterRestart(
            TimeSpan.FromSeconds(1),
            () =>
            {
                var looked = _world.Store[_remediation.Id].Status.Restart!.LookedAt!.Value;
                _world.AddRun("last", agent: "5DLabs-Blaze", createdAt: looked);
                _world.AddRun("after", agent: "5DLabs-Blaze", createdAt: looked.AddSeconds(1));
            }
        );

        Run().Message.ShouldEndWith(" Left alone: first (5DLabs-Cipher), last (5DLabs-Blaze).");
    }

    [Fact]
    public void RunAsync_WorkflowGoesBeforeItIsTakenUp_SaysSo()
    {
        AfterRestart(TimeSpan.FromSeconds(1), () => _world.Workflows.Remove("play-7"));

        Run().ShouldBe(new StepOutcome.End(ReasonCode.WorkflowNotFound, "Workflow play-7 is gone after its restart."));
    }

    [Fact]
    public void RunAsync_WorkflowIsMadeAnewBeforeItIsTakenUp_SaysSo()
    {
        AfterRestart(TimeSpan.FromSeconds(1), () => _world.EditMain(workflow => workflow["metadata"]!["uid"] = "another"));

        Run().Reason.ShouldBe(ReasonCode.WorkflowNotFound);
    }

    [Fact]
    public void RunAsync_WorkflowGoesWhenItIsToBeWoken_SaysSo()
    {
        _world.Controller.TakesUpAfter = null;
        _world.Calls.Before(Call.GetWorkflow, () => _world.Workflows.Remove("play-7"), nth: 2);

        Run().Reason.ShouldBe(ReasonCode.WorkflowNotFound);

        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_WorkflowIsMadeAnewWhenItIsToBeWoken_IsNotTouched()
    {
        _world.Controller.TakesUpAfter = null;
        _world.Calls.Before(Call.GetWorkflow, () => _world.EditMain(workflow => workflow["metadata"]!["uid"] = "another"), nth: 2);

        Run().Reason.ShouldBe(ReasonCode.WorkflowNotFound);

        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_NewerRemediationRestartedIt_LeavesItToThat()
    {
        AfterRestart(
            TimeSpan.FromSeconds(1),
            () =>
                _world.EditMain(workflow =>
                    workflow["metadata"]!["annotations"]![RexAnnotations.RestartedFor] = Samples.Push('b', 'c', 1).Id.Value
                )
        );

        Run().ShouldBe(new StepOutcome.End(ReasonCode.NewerPush, "Workflow play-7 was restarted for a newer push."));

        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_HeldForAnotherRemediation_LeavesItToThat()
    {
        var newer = Samples.Push('b', 'c', 1).Id.Value;
        AfterRestart(
            TimeSpan.FromSeconds(1),
            () =>
                _world.EditMain(workflow =>
                {
                    workflow["metadata"]!["labels"]![ArgoMetadata.Completed] = "true";
                    workflow["metadata"]!["annotations"]![RexAnnotations.HeldBy] = newer;
                })
        );

        Run().ShouldBe(new StepOutcome.End(ReasonCode.NewerPush, $"Workflow play-7 is held for {newer}."));

        _world.Writes.ShouldBe(["restart play-7"]);
        Hold.HolderOf(_world.Main()).ShouldBe(newer);
    }

    [Fact]
    public void RunAsync_DisturbedAndSeenThroughByAnotherProcess_IsLeftToThat()
    {
        AfterRestart(
            TimeSpan.FromSeconds(1),
            () =>
            {
                _world.BringBack("gate");
                var entry = _world.Store[_remediation.Id];
                _world.Store.Put(entry with { Status = entry.Status with { Attempts = entry.Status.Attempts + 1 } });
            }
        );

        Should.Throw<RemediationTakenOverException>(() => Run());

        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RunAsync_SomebodyStopsItBeforeItIsTakenUp_IsNotRevived(bool hasEnded)
    {
        AfterRestart(TimeSpan.FromSeconds(1), () => Stop(hasEnded));

        Run()
            .ShouldBe(
                new StepOutcome.End(
                    ReasonCode.StoppedBySomebody,
                    "Somebody stopped workflow play-7 after its restart (spec.shutdown is set)."
                )
            );

        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_SomebodyStopsItUnderARepair_TheHoldEnds()
    {
        AfterRestart(TimeSpan.FromSeconds(1), () => _world.BringBack("gate"));
        _world.Calls.After(Call.PatchWorkflow, () => Stop(hasEnded: false), on: "hold play-7");

        Run().Reason.ShouldBe(ReasonCode.StoppedBySomebody);

        _world.Writes.ShouldBe(["restart play-7", "hold play-7", "repair play-7"]);
        Hold.HolderOf(_world.Main()).ShouldBeNull();
    }

    [Fact]
    public void RunAsync_SomebodyStopsItAfterItWasTakenUp_WasRestarted()
    {
        _world.Controller.TookUp = () => Stop(hasEnded: false);

        Run().Reason.ShouldBe(ReasonCode.Restarted);
    }

    [Fact]
    public void RunAsync_NodeStatusIsOffLoadedAfterwards_SaysSoAndTakesNothingAway()
    {
        AfterRestart(TimeSpan.FromSeconds(1), () => _world.EditMain(workflow => workflow["status"]!["offloadNodeStatusVersion"] = "fnv:1"));

        var error = Should.Throw<PlatformException>(() => Run());

        error.Reason.ShouldBe(ReasonCode.RestartNotSeen);
        error.Message.ShouldBe(
            "Workflow play-7 was restarted, and cannot be read back: its node status is off-loaded to a database (version fnv:1)."
        );
        _world.Writes.ShouldBe(["restart play-7"]);
    }

    [Fact]
    public void RunAsync_RestartedButNobodyRecordedIt_IsDone()
    {
        _world.EditMain(workflow => workflow["metadata"]!["annotations"]![RexAnnotations.RestartedFor] = _remediation.Id.Value);

        Run().ShouldBe(new StepOutcome.End(ReasonCode.Restarted, "Workflow play-7 was restarted for this push already."));

        _world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_ProcessStopsWhileItWaits_IsNoFailure()
    {
        _world.Controller.TakesUpAfter = null;
        _world.Time.Later(TimeSpan.FromSeconds(10), _world.StopProcess);

        Should.Throw<OperationCanceledException>(() => Run());
    }

    [Theory]
    [InlineData("crash")]
    [InlineData("lost answer")]
    public void RunAsync_AnswerToTheRestartWriteIsLost_NextTrySeesThatItWasMade(string how)
    {
        _world.Calls.After(
            Call.PatchWorkflow,
            () =>
            {
                if (how == "crash")
                {
                    _world.Crash();
                }

                throw new PlatformException(ReasonCode.NetworkError, "The connection broke.");
            }
        );
        Should.Throw<Exception>(() => Run());
        _world.StartAgain();

        Run().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.ShouldBe(["restart play-7"]);
        _world.Controller.Started.ShouldBe(1);
    }

    private void Stop(bool hasEnded) =>
        _world.EditMain(workflow =>
        {
            workflow["spec"]!["shutdown"] = "Terminate";
            if (hasEnded)
            {
                workflow["status"]!["phase"] = "Failed";
            }
        });

    private void AfterRestart(TimeSpan later, Action act) => _world.Calls.After(Call.PatchWorkflow, () => _world.Time.Later(later, act));

    private StepOutcome.End Run() => _world.Run(StepName.ResumePipeline, _remediation).ShouldBeOfType<StepOutcome.End>();
}

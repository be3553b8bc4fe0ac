using Rex.Core.Agents;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>How agent runs go, with all they own.</summary>
public class RunCancellerTests
{
    private readonly World _world = new();
    private readonly Remediation _remediation;

    public RunCancellerTests()
    {
        _world.AddPlay(Plays.G2WhileTesting, "quality", "impl");
        _remediation = _world.Accept(Samples.Push());
        _world.Run(StepName.ValidateEvent, _remediation);
    }

    [Theory]
    [InlineData("Running")]
    [InlineData("Pending")]
    [InlineData("")]
    [InlineData(null)]
    public void CancelAsync_RunThatHasNotFinished_IsDeleted(string? phase)
    {
        _world.AddRun("tess", phase: phase);

        Run().Message.ShouldBe("Cancelled tess.");

        _world.Runs.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Succeeded")]
    [InlineData("Failed")]
    public void CancelAsync_FinishedRun_IsKept(string phase)
    {
        _world.AddRun("tess", phase: phase);

        Run().Message.ShouldBe("No run to cancel.");

        _world.Runs.All.Single().IsDeleting.ShouldBeFalse();
    }

    [Fact]
    public void CancelAsync_RunFinishesAfterItWasListed_IsKept()
    {
        var run = _world.AddRun("tess");
        _world.AddRun("cleo", agent: "5DLabs-Cleo", stage: "quality");
        _world.Calls.Before(Call.DeleteRun, () => run.Phase = "Succeeded", on: "tess");

        Run().Message.ShouldBe("Cancelled cleo.");

        run.IsDeleting.ShouldBeFalse();
        _world.Writes.ShouldNotContain("delete run tess");
        _world.Runs.Dependents.Select(one => one.Run).ShouldAllBe(name => name == "tess");
        _world.Store[_remediation.Id].Status.Dependents.Select(one => one.Run).ShouldAllBe(name => name == "cleo");
    }

    [Fact]
    public void CancelAsync_CrashBeforeARunWasDeletedThatThenFinishes_IsNotWaitedFor()
    {
        var run = _world.AddRun("tess");
        _world.Calls.Before(Call.DeleteRun, _world.Crash);
        Should.Throw<OperationCanceledException>(() => Run());
        _world.StartAgain();
        run.Phase = "Failed";

        Run().Message.ShouldBe("No run to cancel.");
    }

    [Fact]
    public void CancelAsync_RunChangesAfterItWasListed_IsDeletedAsItIsNow()
    {
        var run = _world.AddRun("tess", phase: "");
        _world.Calls.Before(Call.DeleteRun, () => run.Phase = "Running");

        Run().Message.ShouldBe("Cancelled tess.");

        _world.Runs.All.ShouldBeEmpty();
    }

    [Fact]
    public void CancelAsync_NothingWasEverCancelled_WaitsForNothing()
    {
        Run();

        _world.Calls.CountOf(Call.WaitGone).ShouldBe(0);
    }

    [Fact]
    public void CancelAsync_NothingNewOfTheRuns_IsNotedOnce()
    {
        _world.AddRun("tess");
        var before = _world.Calls.CountOf(Call.UpdateStatus);

        Run();

        // Before the deletion, after it, and after the run was gone; what is still there is listed again before each wait.
        _world.Calls.CountOf(Call.ListDependents).ShouldBe(4);
        (_world.Calls.CountOf(Call.UpdateStatus) - before).ShouldBe(1);
        _world.Calls.CountOf(Call.WaitGone).ShouldBe(1);
    }

    [Fact]
    public void CancelAsync_HoldIsTakenAwayAfterTheList_DeletesNothingThatItNames()
    {
        _world.AddRun("tess");
        // The first two lists are for the plans before and after the hold.
        _world.Calls.After(
            Call.ListRuns,
            () => _world.EditMain(workflow => workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "false"),
            nth: 3
        );

        Should.Throw<PlatformException>(() => Run()).Reason.ShouldBe(ReasonCode.Conflict);

        _world.Writes.ShouldBe(["hold play-7"]);
    }

    [Fact]
    public void CancelAsync_SeveralRunsOfAnAgent_AllGo()
    {
        _world.AddRun("tess-1");
        _world.AddRun("tess-2");
        _world.AddRun("cleo", agent: "5DLabs-Cleo", stage: "quality");

        Run().Message.ShouldBe("Cancelled tess-1, tess-2, cleo.");

        _world.Runs.All.ShouldBeEmpty();
        _world.Runs.Dependents.ShouldBeEmpty();
    }

    [Fact]
    public void CancelAsync_RunThatIsBeingDeleted_IsOnlyWaitedFor()
    {
        var run = _world.AddRun("tess");
        run.IsDeleting = true;
        _world.Time.Later(
            TimeSpan.FromSeconds(20),
            () =>
            {
                _world.Runs.All.Remove(run);
                _world.Calls.Changed();
            }
        );

        Should.Throw<PlatformException>(() => Run()).Message.ShouldBe("Still there: Job job-of-tess of run tess.");

        _world.Writes.ShouldNotContain("delete run tess");
        _world.Writes.ShouldContain("delete run pod pod-of-tess");
    }

    [Fact]
    public void CancelAsync_StuckFinalizer_FailsAndNamesItAndLeavesItAlone()
    {
        _world.AddRun("tess", isStuck: true);

        var error = Should.Throw<PlatformException>(() => Run());

        error.Reason.ShouldBe(ReasonCode.RunsNotGone);
        error.Message.ShouldBe(
            "Still there: run tess (finalizers: coderuns.orchestrator.io/finalizer); Job job-of-tess of run tess; pod pod-of-tess of run tess."
        );
        _world.Writes.Count(write => write.StartsWith("delete run", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void CancelAsync_SeveralStuckFinalizers_NamesAll()
    {
        _world.AddRun("tess", isStuck: true).Finalizers.Add("example.com/keep");

        Should
            .Throw<PlatformException>(() => Run())
            .Message.ShouldStartWith("Still there: run tess (finalizers: coderuns.orchestrator.io/finalizer, example.com/keep); ");
    }

    [Fact]
    public void CancelAsync_StuckFinalizerOfARunThatGoesLater_SucceedsAtTheNextTry()
    {
        var run = _world.AddRun("tess", isStuck: true);
        _world.Time.Later(
            TimeSpan.FromSeconds(90),
            () =>
            {
                _world.Runs.All.Remove(run);
                _world.Runs.RemoveDependentsOf(run);
            }
        );

        var ended = _world.Remediate(_remediation);

        ended.Status.Reason.ShouldBe(ReasonCode.Restarted, ended.Status.Message);
        _world.Observer.Changes.ShouldContain(one => one.Status.Reason == ReasonCode.RunsNotGone);
    }

    [Fact]
    public void CancelAsync_PodOutlivesItsRun_IsDeletedAfterTheGraceTime()
    {
        _world.AddRun("tess", leavesPod: true);

        Run().ShouldBeOfType<StepOutcome.Continue>();

        var runGoneAt = _world.Calls.TimeOf("delete run tess") + TimeSpan.FromSeconds(3);
        _world.Calls.TimeOf("delete run pod pod-of-tess").ShouldBe(runGoneAt + TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        _world.Runs.Dependents.ShouldBeEmpty();
        _world.Observer.Notes.ShouldBe(["Pod pod-of-tess outlived its run tess; deleting it."]);
    }

    [Fact]
    public void CancelAsync_DeletedPodTakesItsTime_IsWaitedFor()
    {
        _world.EditMain(workflow => workflow["spec"]!["shutdown"] = "Stop");
        _world.AddRun("tess", leavesPod: true);
        _world.Runs.PodGoneAfter = TimeSpan.FromSeconds(10);

        Run().Message.ShouldBe("Cancelled tess.");

        _world.Runs.Dependents.ShouldBeEmpty();
    }

    [Fact]
    public void CancelAsync_PodEndsWithinTheGraceTime_IsLeftToItself()
    {
        var run = _world.AddRun("tess", leavesPod: true);
        _world.Calls.After(Call.WaitGone, () => _world.Time.Later(TimeSpan.FromSeconds(20), () => _world.Runs.RemoveDependentsOf(run)));

        Run();

        _world.Writes.ShouldNotContain("delete run pod pod-of-tess");
    }

    [Fact]
    public void CancelAsync_PodDoesNotGo_FailsAndNamesIt()
    {
        _world.AddRun("tess", leavesPod: true);
        _world.Runs.PodGoneAfter = null;

        Should.Throw<PlatformException>(() => Run()).Message.ShouldBe("Still there: pod pod-of-tess of run tess.");
    }

    [Fact]
    public void CancelAsync_JobOutlivesItsRun_IsWaitedForAndNeverDeleted()
    {
        _world.AddRun("tess", leavesJob: true);

        var error = Should.Throw<PlatformException>(() => Run());

        error.Reason.ShouldBe(ReasonCode.RunsNotGone);
        error.Message.ShouldBe("Still there: Job job-of-tess of run tess.");
    }

    [Fact]
    public void CancelAsync_PodThatAppearsWhileTheRunGoes_IsWaitedForToo()
    {
        _world.AddRun("tess", leavesPod: true);
        _world.Calls.After(
            Call.DeleteRun,
            () => _world.Runs.AddDependent(new RunDependent(RunDependentKind.Pod, "late-pod", "uid-of-late-pod", "tess"))
        );

        Run();

        _world.Store[_remediation.Id].Status.Dependents.Select(one => one.Name).ShouldBe(["job-of-tess", "pod-of-tess", "late-pod"]);
        _world.Runs.Dependents.ShouldBeEmpty();
    }

    [Fact]
    public void CancelAsync_CrashAfterTheRunWasDeleted_NextProcessWaitsForItsPodStill()
    {
        _world.AddRun("tess", leavesPod: true);
        _world.Calls.After(Call.DeleteRun, _world.Crash);
        Should.Throw<OperationCanceledException>(() => Run());
        _world.StartAgain();
        _world.Pump.RunFor(TimeSpan.FromSeconds(10));
        _world.Runs.All.ShouldBeEmpty();

        Run();

        _world.Runs.Dependents.ShouldBeEmpty();
        _world.Writes.ShouldContain("delete run pod pod-of-tess");
    }

    [Fact]
    public void CancelAsync_JobMadeRightBeforeTheRunIsDeletedAndGoneWithIt_ItsPodIsWaitedForToo()
    {
        var run = _world.AddRun("tess", leavesPod: true);
        _world.Runs.RemoveDependentsOf(run);
        _world.Calls.Before(
            Call.DeleteRun,
            () =>
            {
                _world.Runs.AddDependent(run.Dependents[0]);
                _world.Runs.AddDependent(run.Dependents[1]);
            }
        );

        Run();

        _world.Writes.ShouldContain("delete run pod pod-of-tess");
        _world.Runs.Dependents.ShouldBeEmpty();
    }

    [Fact]
    public void CancelAsync_JobMadeWhileTheRunIsBeingDeleted_ItsPodIsWaitedForToo()
    {
        var run = _world.AddRun("tess", leavesPod: true, goneAfter: TimeSpan.FromSeconds(10));
        _world.Calls.After(
            Call.DeleteRun,
            () =>
                _world.Time.Later(
                    TimeSpan.FromSeconds(5),
                    () =>
                    {
                        run.Phase = "Pending";
                        _world.Runs.AddDependent(new RunDependent(RunDependentKind.Pod, "late-pod", "uid-of-late-pod", "tess"));
                        _world.Calls.Changed();
                    }
                )
        );

        Run();

        _world.Writes.ShouldContain("delete run pod late-pod");
        _world.Runs.Dependents.ShouldBeEmpty();
    }

    [Fact]
    public void CancelAsync_OlderRemediationEndedWhileAPodOfItsRunWasAtWork_IsWaitedForAndDeleted()
    {
        var newer = SupersedeWithALivingPod();

        _world.Run(StepName.CancelAgents, newer).Message.ShouldBe("No run to cancel.");

        _world.Writes.ShouldContain("delete run pod pod-of-tess");
        _world.Runs.Dependents.ShouldBeEmpty();
    }

    [Fact]
    public void CancelAsync_PodOfAnOlderRemediationsRunDoesNotGo_FailsAndNamesIt()
    {
        var newer = SupersedeWithALivingPod();
        _world.Runs.PodGoneAfter = null;

        Should
            .Throw<PlatformException>(() => _world.Run(StepName.CancelAgents, newer))
            .Message.ShouldBe("Still there: pod pod-of-tess of run tess.");
    }

    [Fact]
    public void AreGoneAsync_PodOfAnOlderRemediationsRunIsNotedBeforeTheRestart_IsNoRestartBesideIt()
    {
        var newer = SupersedeWithALivingPod();
        var pod = _world.Runs.Dependents.Single();
        _world.RunUpTo(StepName.ResetWorkflow, newer);
        _world.Runs.AddDependent(pod);

        _world.Run(StepName.ResumePipeline, newer).ShouldBeOfType<StepOutcome.End>().Reason.ShouldBe(ReasonCode.Restarted);

        _world.Writes.Count(write => write == "delete run pod pod-of-tess").ShouldBe(2);
        _world.Runs.Dependents.ShouldBeEmpty();
    }

    [Fact]
    public void CancelAsync_RunThatAnOlderRemediationNotedFinishedByItself_IsNotWaitedFor()
    {
        var run = _world.AddRun("tess");
        var newer = CrashAndSupersede(Call.DeleteRun);
        run.Phase = "Succeeded";

        _world.Run(StepName.CancelAgents, newer).Message.ShouldBe("No run to cancel.");

        _world.Runs.Dependents.Count.ShouldBe(2);
        _world.Calls.CountOf(Call.DeleteRunPod).ShouldBe(0);
    }

    [Fact]
    public void CancelAsync_RunThatAnOlderRemediationNotedLooksAtTheNewPush_StaysWithItsPod()
    {
        _world.AddRun("tess", createdAt: Samples.Now.AddMinutes(1));
        var newer = CrashAndSupersede(Call.DeleteRun);
        _world.EditMain(workflow => workflow["spec"]!["shutdown"] = "Stop");

        _world.Run(StepName.CancelAgents, newer).Message.ShouldBe("No run to cancel.");

        _world.Runs.Dependents.Count.ShouldBe(2);
        _world.Calls.CountOf(Call.DeleteRunPod).ShouldBe(0);
    }

    [Fact]
    public void CancelAsync_ClientGivesUpBeforeTheDeadline_IsNotTakenForTheDeadline()
    {
        _world.AddRun("tess");
        _world.Calls.Before(Call.DeleteRun, () => throw new TaskCanceledException("A client gave up."));

        Should.Throw<TaskCanceledException>(() => Run());
    }

    [Fact]
    public void CancelAsync_NoMainWorkflow_GoesByTheRepositoryOfTheRuns()
    {
        var world = new World();
        world.AddRun("named", workflow: "play-7");
        world.AddRun("own", workflow: "play-7", repository: "https://github.com/5dlabs/shop");

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Reason.ShouldBe(ReasonCode.WorkflowNotFound);
        world.Writes.ShouldBe(["delete run own"]);
    }

    [Fact]
    public void CancelAsync_ProcessStopsWhileItWaits_IsNoFailure()
    {
        _world.AddRun("tess", isStuck: true);
        _world.Time.Later(TimeSpan.FromSeconds(10), _world.StopProcess);

        Should.Throw<OperationCanceledException>(() => Run());
    }

    /// <summary>An older remediation deleted the run, and its process died while the pod was still there.</summary>
    private Remediation SupersedeWithALivingPod()
    {
        _world.AddRun("tess", leavesPod: true);
        var newer = CrashAndSupersede(Call.WaitGone);
        _world.Runs.All.ShouldBeEmpty();
        return newer;
    }

    /// <summary>The process dies at that call, and a newer push ends the remediation before it gets there again.</summary>
    private Remediation CrashAndSupersede(Call call)
    {
        _world.Calls.Before(call, _world.Crash);
        Should.Throw<OperationCanceledException>(() => Run());
        _world.StartAgain();
        var newer = _world.Accept(Samples.Push('b', 'c', 1));
        _world.Remediate(_remediation).Status.Reason.ShouldBe(ReasonCode.NewerPush);
        _world.Run(StepName.ValidateEvent, newer);
        return newer;
    }

    private StepOutcome Run() => _world.Run(StepName.CancelAgents, _remediation);
}

using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

public class CancelAgentsStepTests
{
    private readonly World _world = World.G2WhileTesting();
    private readonly Remediation _remediation;

    public CancelAgentsStepTests()
    {
        _remediation = _world.Accept(Samples.Push());
        _world.Run(StepName.ValidateEvent, _remediation);
    }

    [Fact]
    public void RunAsync_AnotherWorkflowOfTheTaskIsStartedMeanwhile_CancelsNothingOfIt()
    {
        var world = new World();
        var remediation = world.Accept(Samples.Push());
        world.RunUpTo(StepName.ValidateEvent, remediation);
        world.AddRun("tess-of-8", workflow: "play-8", repository: "5dlabs/shop");
        world.Calls.After(Call.ListWorkflows, () => world.Workflows.Add(Plays.Workflow(Plays.G2WhileTesting, "play-8")));

        var failure = Should.Throw<PlatformException>(() => world.Run(StepName.CancelAgents, remediation));

        failure.Reason.ShouldBe(ReasonCode.Conflict);
        failure.Message.ShouldBe("Workflow play-8 of the task is at work by now.");
        world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_Rewind_HoldsFirstAndSaysWhatItCancelled()
    {
        Run().ShouldBe(new StepOutcome.Continue("Cancelled tess."));

        _world.Writes[0].ShouldBe("hold play-7");
        Hold.HolderOf(_world.Main()).ShouldBe(_remediation.Id.Value);
        _world.Main().Phase.ShouldBe("Running");
    }

    [Fact]
    public void RunAsync_Rewind_TouchesNothingBeforeTheSettlingTime()
    {
        Run();

        (_world.Calls.TimeOf("delete pod pod-of-testingRun") - _world.Calls.TimeOf("hold play-7")).ShouldBeGreaterThanOrEqualTo(
            TimeSpan.FromSeconds(1)
        );
    }

    [Fact]
    public void RunAsync_SlowApiServer_SettlesFromTheHoldsAnswerOn()
    {
        _world.Calls.Before(Call.PatchWorkflow, () => _world.Time.Advance(TimeSpan.FromSeconds(5)));
        var answered = DateTimeOffset.MinValue;
        _world.Calls.After(Call.PatchWorkflow, () => answered = _world.Time.GetUtcNow());

        Run();

        (_world.Calls.TimeOf("delete pod pod-of-testingRun") - answered).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void RunAsync_NodeWrittenWhileTheHoldSettles_IsCleanedByToo()
    {
        _world.Calls.After(
            Call.PatchWorkflow,
            () =>
                _world.Time.Later(
                    TimeSpan.FromMilliseconds(500),
                    () =>
                    {
                        _world.EditMain(workflow => workflow["status"]!["nodes"]![Plays.Id("testingRun")]!["phase"] = "Succeeded");
                        _world.AddPod("late");
                    }
                )
        );

        Run();

        _world.Writes.ShouldContain("delete pod pod-of-late");
    }

    [Fact]
    public void RunAsync_SomebodyWritesFirst_TakesTheHoldOnTheNewState()
    {
        _world.Calls.Before(Call.PatchWorkflow, _world.TouchMain);

        Run();

        Hold.HolderOf(_world.Main()).ShouldBe(_remediation.Id.Value);
        _world.Main().Labels.Keys.ShouldContain("touched");
    }

    [Fact]
    public void RunAsync_OlderRemediationLeftAHold_TakesItOverWithItsTime()
    {
        var heldAt = Samples.Now.AddMinutes(-3);
        _world.EditMain(workflow =>
        {
            workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "true";
            workflow["metadata"]!["annotations"] = new JsonObject
            {
                [RexAnnotations.HeldBy] = "rex-of-before",
                [RexAnnotations.HeldAt] = Plays.Text(heldAt),
            };
        });

        Run();

        Hold.HolderOf(_world.Main()).ShouldBe(_remediation.Id.Value);
        Hold.HeldSince(_world.Main()).ShouldBe(heldAt);
    }

    [Fact]
    public void RunAsync_FailedWorkflow_NeedsNoHold()
    {
        _world.FailTesting();

        Run();

        _world.Writes.ShouldNotContain("hold play-7");
        _world.Writes.ShouldContain("delete run tess");
    }

    [Fact]
    public void RunAsync_AnotherWorkflowOfTheNameTakesItsPlace_DeletesNothingOfIt()
    {
        _world.FailTesting();
        _world.Calls.After(Call.ListPods, () => _world.EditMain(workflow => workflow["metadata"]!["uid"] = "another"));

        Should.Throw<PlatformException>(() => Run()).Reason.ShouldBe(ReasonCode.Conflict);

        _world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_RunAppearsAfterTheCleaning_IsCancelledToo()
    {
        _world.Calls.After(Call.WaitGone, () => _world.AddRun("tess-2"));

        Run().Message.ShouldBe("Cancelled tess, tess-2.");

        _world.Runs.All.Select(run => run.Name).ShouldBe(["cleo"]);
    }

    [Fact]
    public void RunAsync_PodAppearsAfterTheCleaning_IsDeletedToo()
    {
        _world.Calls.After(Call.WaitForRuns, () => _world.AddPod("toQa"));

        Run();

        _world.Writes.ShouldContain("delete pod pod-of-toQa");
        _world.Workflows.Pods.Select(pod => pod.Name).ShouldBe(["pod-of-impl"]);
    }

    [Fact]
    public void RunAsync_StoppedBySomebody_CancelsOldRunsOnlyAndLeavesTheWorkflowAlone()
    {
        _world.EditMain(workflow => workflow["spec"]!["shutdown"] = "Terminate");
        var pushedAt = _remediation.Push.PushedAt;
        _world.AddRun("just-old", createdAt: pushedAt.AddSeconds(29));
        _world.AddRun("young", createdAt: pushedAt.AddSeconds(30));

        Run().Message.ShouldBe("Cancelled tess, just-old.");

        _world.Writes.ShouldBe(["delete run tess", "delete run just-old"]);
        _world.Runs.All.Select(run => run.Name).ShouldBe(["cleo", "young"]);
    }

    [Fact]
    public void RunAsync_WorkflowGoesBeforeTheHold_CancelsRunsOnly()
    {
        _world.Calls.Before(Call.PatchWorkflow, () => _world.Workflows.Remove("play-7"));
        _world.AddRun("same-repository", repository: "5dlabs/shop");

        Run();

        _world.Writes.ShouldBe(["delete run tess", "delete run same-repository"]);
    }

    [Fact]
    public void RunAsync_NewerPushWhileTheHoldSettles_IsSupersededAndKeepsTheHold()
    {
        _world.Calls.After(Call.PatchWorkflow, () => _world.Accept(Samples.Push('b', 'c', 1)));

        Run().ShouldBeOfType<StepOutcome.End>().Reason.ShouldBe(ReasonCode.NewerPush);

        _world.Writes.ShouldBe(["hold play-7"]);
    }

    [Fact]
    public void RunAsync_OldTimeToLiveEndsSoon_WaitsWithoutAHold()
    {
        Revive(finishedAt: Samples.Now.AddMinutes(-57), seconds: 3600);

        var error = Should.Throw<PlatformException>(() => Run());

        error.Reason.ShouldBe(ReasonCode.TimeToLiveEnds);
        error.RetryAfter!.Value.ShouldBe(TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(1));
        error.Message.ShouldStartWith("Workflow play-7 is not held until 2026-01-05T10:04:00Z");
        _world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_OldTimeToLiveEndsSoonUnderAHold_EndsTheHold()
    {
        Run();
        _world.Writes.Clear();
        Revive(finishedAt: Samples.Now.AddMinutes(-57), seconds: 3600);

        Should.Throw<PlatformException>(() => Run()).Reason.ShouldBe(ReasonCode.TimeToLiveEnds);

        _world.Writes.ShouldBe(["release play-7"]);
    }

    private StepOutcome Run() => _world.Run(StepName.CancelAgents, _remediation);

    private void Revive(DateTimeOffset finishedAt, int seconds) =>
        _world.EditMain(workflow =>
        {
            workflow["spec"]!["ttlStrategy"] = new JsonObject { ["secondsAfterCompletion"] = seconds };
            var metadata = workflow["metadata"]!.AsObject();
            metadata["annotations"] ??= new JsonObject();
            metadata["annotations"]![RexAnnotations.FinishedAt] = Plays.Text(finishedAt);
        });
}

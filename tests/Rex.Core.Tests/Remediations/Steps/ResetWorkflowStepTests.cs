using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

public class ResetWorkflowStepTests
{
    private readonly World _world = World.G2WhileTesting();
    private readonly Remediation _remediation;

    public ResetWorkflowStepTests()
    {
        _remediation = _world.Accept(Samples.Push());
        _world.RunUpTo(StepName.RemoveQaLabel, _remediation);
        _world.Writes.Clear();
    }

    [Fact]
    public void RunAsync_OtherStage_SetsItAndNothingElse()
    {
        var before = _world.Main();

        Run().ShouldBe(new StepOutcome.Continue("Stage is waiting-pr-created."));

        _world.Main().Labels["current-stage"].ShouldBe("waiting-pr-created");
        _world.Main().Annotations.ShouldBe(before.Annotations);
        _world.Writes.ShouldBe(["reset play-7"]);
    }

    [Fact]
    public void RunAsync_StageIsSetAlready_WritesNothing()
    {
        _world.EditMain(workflow => workflow["metadata"]!["labels"]!["current-stage"] = "waiting-pr-created");

        Run().ShouldBeOfType<StepOutcome.Continue>();

        _world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_SomebodyWritesFirst_ReadsAgainAndWritesOnTheNewState()
    {
        _world.Calls.Before(Call.PatchWorkflow, _world.TouchMain);

        Run().ShouldBeOfType<StepOutcome.Continue>();

        _world.Calls.CountOf(Call.PatchWorkflow).ShouldBe(3);
        _world.Writes.ShouldBe(["reset play-7"]);
    }

    [Fact]
    public void RunAsync_WorkflowIsMadeAnewMeanwhile_IsNotTouched()
    {
        _world.Calls.Before(Call.PatchWorkflow, () => _world.EditMain(workflow => workflow["metadata"]!["uid"] = "another"));

        Run();

        _world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_SomebodySetsItBack_SetsItAgain()
    {
        _world.Calls.After(
            Call.PatchWorkflow,
            () => _world.EditMain(workflow => workflow["metadata"]!["labels"]!["current-stage"] = "waiting-pr-approved")
        );

        Run();

        _world.Main().Labels["current-stage"].ShouldBe("waiting-pr-created");
    }

    [Fact]
    public void RunAsync_WorkflowGoes_Ends()
    {
        _world.Calls.Before(Call.PatchWorkflow, () => _world.Workflows.Remove("play-7"));

        Run().ShouldBeOfType<StepOutcome.End>().Reason.ShouldBe(ReasonCode.WorkflowNotFound);
    }

    [Fact]
    public void RunAsync_SomebodyStoppedIt_EndsAndTheHoldEndsToo()
    {
        _world.EditMain(workflow => workflow["spec"]!["shutdown"] = "Terminate");

        Run().ShouldBeOfType<StepOutcome.End>().Reason.ShouldBe(ReasonCode.StoppedBySomebody);

        _world.Writes.ShouldBe(["release play-7"]);
        _world.Main().Labels["current-stage"].ShouldBe("waiting-ready-for-qa");
        Hold.HolderOf(_world.Main()).ShouldBeNull();
    }

    [Fact]
    public void RunAsync_NothingToRestartAndNoPullRequest_SaysBoth()
    {
        var world = new World();

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Message.ShouldBe("There is no main workflow of task 7 of 5dlabs/shop. No pull request of the branch was open.");
    }

    private StepOutcome Run() => _world.Run(StepName.ResetWorkflow, _remediation);
}

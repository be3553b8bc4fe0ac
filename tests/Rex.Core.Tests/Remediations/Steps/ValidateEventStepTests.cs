using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

public class ValidateEventStepTests
{
    [Fact]
    public void RunAsync_RewindIsPlanned_NotesWhatItChoseAndTouchesNothing()
    {
        var world = World.G2WhileTesting();
        var remediation = world.Accept(Samples.Push());

        var outcome = world.Run(StepName.ValidateEvent, remediation);

        outcome.ShouldBe(new StepOutcome.Continue("Rewind workflow play-7 to quality-work, removing 8 nodes. Open pull requests: 17."));
        var status = world.Store[remediation.Id].Status;
        status.Workflow.ShouldBe(new ObjectReference("play-7", "uid-of-play-7"));
        status.PullRequests.ShouldBe([Samples.PullNumber]);
        world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_SeveralPullRequestsOfTheBranch_NamesAll()
    {
        var world = World.G2WhileTesting();
        world.Pulls.Open(Samples.Branch, Samples.Pull() with { Number = 18 });

        world.Run(StepName.ValidateEvent, world.Accept(Samples.Push())).Message.ShouldEndWith("Open pull requests: 17, 18.");
    }

    [Fact]
    public void RunAsync_GateWaitsForLong_PlansToOpenIt()
    {
        var world = World.G1AtTheGate();

        world
            .Run(StepName.ValidateEvent, world.Accept(Samples.Push()))
            .Message.ShouldBe("Open gate wait-pr-created of workflow play-7: its event was lost. Open pull requests: 17.");
    }

    [Fact]
    public void RunAsync_GateWaitsNotForLong_Defers()
    {
        var world = World.G1AtTheGate();
        world.Pulls.Open(Samples.Branch, Samples.Pull() with { CreatedAt = Samples.Now.AddMinutes(-4) });

        var outcome = world.Run(StepName.ValidateEvent, world.Accept(Samples.Push())).ShouldBeOfType<StepOutcome.Defer>();

        outcome.Until.ShouldBe(Samples.Now.AddMinutes(26));
        world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_NoWorkflow_GoesOnToCancelOnly()
    {
        var world = new World();
        var remediation = world.Accept(Samples.Push());

        var outcome = world.Run(StepName.ValidateEvent, remediation).ShouldBeOfType<StepOutcome.Continue>();

        outcome.Message.ShouldBe("Cancel obsolete runs only. There is no main workflow of task 7 of 5dlabs/shop. No open pull request.");
        world.Store[remediation.Id].Status.Workflow.ShouldBeNull();
    }

    [Fact]
    public void RunAsync_SeveralWorkflows_FailsBeforeAnythingIsTouched()
    {
        var world = World.G2WhileTesting();
        world.Workflows.Add(Plays.Workflow(Plays.G2WhileTesting, "play-7b"));
        world.AddRun("tess-of-the-other", workflow: "play-7b", repository: "5dlabs/shop");
        world.AddRun("tess-of-this", repository: "5dlabs/shop");

        var outcome = world.Run(StepName.ValidateEvent, world.Accept(Samples.Push())).ShouldBeOfType<StepOutcome.End>();

        outcome.Reason.ShouldBe(ReasonCode.AmbiguousWorkflow);
        world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_TakenUpAgain_KeepsToTheWorkflowThatWasChosen()
    {
        var world = World.G2WhileTesting();
        var remediation = world.Accept(Samples.Push());
        world.Run(StepName.ValidateEvent, remediation);
        world.Workflows.Add(Plays.Workflow(Plays.G2WhileTesting, "play-7b"));

        world.Run(StepName.ValidateEvent, remediation).Message.ShouldStartWith("Rewind workflow play-7 ");
    }

    [Fact]
    public void RunAsync_ChosenWorkflowIsGone_DoesNotTakeAnother()
    {
        var world = World.G2WhileTesting();
        var remediation = world.Accept(Samples.Push());
        world.Run(StepName.ValidateEvent, remediation);
        world.Workflows.Remove("play-7");
        world.Workflows.Add(Plays.Workflow(Plays.G2WhileTesting, "play-7b"));

        world
            .Run(StepName.ValidateEvent, remediation)
            .Message.ShouldBe("Cancel obsolete runs only. Main workflow play-7 is gone. Open pull requests: 17.");
    }

    [Fact]
    public void RunAsync_ChosenWorkflowWasMadeAnew_IsAnotherOne()
    {
        var world = World.G2WhileTesting();
        var remediation = world.Accept(Samples.Push());
        world.Run(StepName.ValidateEvent, remediation);
        world.EditMain(workflow => workflow["metadata"]!["uid"] = "another-uid");

        world.Run(StepName.ValidateEvent, remediation).Message.ShouldContain("Main workflow play-7 is gone.");
        world.Store[remediation.Id].Status.Workflow!.Uid.ShouldBe("uid-of-play-7");
    }
}

using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>All five steps, on the states that matter.</summary>
public class WholeRemediationTests
{
    [Fact]
    public void Remediate_G2WhileTesting_DoesEverythingOnceInOrder()
    {
        var world = World.G2WhileTesting();

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Reason.ShouldBe(ReasonCode.Restarted, ended.Status.Message);
        ended.Status.Phase.ShouldBe(RemediationPhase.Succeeded);
        world.Writes.ShouldBe([
            "hold play-7",
            "delete pod pod-of-testingRun",
            "delete pod pod-of-qualityRun",
            "delete result play-7-qualityRun",
            "delete run tess",
            "unlabel 17 ready-for-qa",
            "reset play-7",
            "restart play-7",
        ]);
    }

    [Fact]
    public void Remediate_G2WhileTesting_LeavesTheWorkflowAtItsQualityNode()
    {
        var world = World.G2WhileTesting();

        var ended = world.Remediate(world.Accept(Samples.Push()));

        var main = world.Main();
        main.Labels["current-stage"].ShouldBe("waiting-pr-created");
        main.Labels["workflows.argoproj.io/completed"].ShouldBe("false");
        main.Annotations[RexAnnotations.RestartedFor].ShouldBe(ended.Id.Value);
        main.Annotations[RexAnnotations.RestartedHead].ShouldStartWith(new string('b', 40));
        main.Annotations.Keys.ShouldNotContain(RexAnnotations.HeldBy);
        main.Annotations.Keys.ShouldNotContain(RexAnnotations.HeldAt);
        ((string?)world.Node("quality")!["phase"]).ShouldBe("Running");
        world.Node("testing").ShouldBeNull();
        world.Node("gate").ShouldBeNull();
        world.Controller.Started.ShouldBe(1);
        world.Pulls.LabelsOf(Samples.PullNumber).ShouldBe(["bug"]);
    }

    [Fact]
    public void Remediate_G2WhileTesting_RecordsWhatWasDone()
    {
        var world = World.G2WhileTesting();

        var status = world.Remediate(world.Accept(Samples.Push())).Status;

        status.Workflow.ShouldBe(new ObjectReference("play-7", "uid-of-play-7"));
        status.PullRequests.ShouldBe([Samples.PullNumber]);
        status.CancelledRuns.ShouldBe(["tess"]);
        status.Dependents.Select(one => one.Name).ShouldBe(["job-of-tess", "pod-of-tess"]);
        status.Restart!.RestartNode.ShouldBe(Plays.Id("quality"));
        status.Restart.Stays.Keys.ShouldBe([Plays.Id("root"), Plays.Id("impl")], ignoreOrder: true);
        status.Conditions.Select(one => one.Step).ShouldBe(Enum.GetValues<StepName>());
        status.Conditions.ShouldAllBe(one => one.IsDone);
        status.Attempts.ShouldBe(1);
        status.FinishedAt!.Value.ShouldBe(world.Time.GetUtcNow(), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Remediate_G3InItsSecondIteration_RestartsTheStageStepOfThatIteration()
    {
        var world = World.G3WhileCleoWorks();

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Reason.ShouldBe(ReasonCode.Restarted, ended.Status.Message);
        ended.Status.Restart!.RestartNode.ShouldBe(Plays.Id("stage"));
        world.Writes.ShouldBe(["hold play-7", "delete pod pod-of-qualityRun", "delete run cleo", "reset play-7", "restart play-7"]);
        world.Node("firstQ").ShouldNotBeNull();
        world.Node("quality").ShouldBeNull();
        ((string?)world.Node("second2")?["phase"]).ShouldBeNull();
    }

    [Fact]
    public void Remediate_GateWhoseEventWasLost_OpensItWithoutAHold()
    {
        var world = World.G1AtTheGate();

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Reason.ShouldBe(ReasonCode.GateOpened, ended.Status.Message);
        ended.Status.Message.ShouldBe("Workflow play-7 goes on through its gate.");
        world.Writes.ShouldBe(["reset play-7", "restart play-7"]);
        ((string?)world.Node("gate")!["phase"]).ShouldBe("Succeeded");
        world.Node("quality").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Failed", false, false, ReasonCode.FailedEarlier)]
    [InlineData("Failed", false, true, ReasonCode.FailedEarlier)]
    [InlineData("Error", false, false, ReasonCode.FailedEarlier)]
    [InlineData("Succeeded", false, false, ReasonCode.AlreadyCompleted)]
    [InlineData("Failed", true, false, ReasonCode.StoppedBySomebody)]
    [InlineData("Failed", true, true, ReasonCode.StoppedBySomebody)]
    public void Remediate_WorkflowEndsBehindTheOpenedGate_EndsAndRevivesNothing(
        string phase,
        bool isStopped,
        bool isHeld,
        ReasonCode reason
    )
    {
        var world = World.G1AtTheGate();
        world.Controller.TakesUpAfter = null;
        world.Calls.After(Call.PatchWorkflow, () => world.EditMain(End), on: "restart play-7");

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Reason.ShouldBe(reason, ended.Status.Message);
        ended.Status.Message.ShouldContain("play-7");
        world.Writes.ShouldBe(isHeld ? ["reset play-7", "restart play-7", "release play-7"] : ["reset play-7", "restart play-7"]);

        void End(JsonObject workflow)
        {
            // As in a DAG: what comes after a task that failed is there as a placeholder.
            var nodes = workflow["status"]!["nodes"]!;
            nodes[Plays.Id("gate")]!["children"] = new JsonArray(Plays.Id("quality"));
            nodes[Plays.Id("quality")] = new JsonObject
            {
                ["id"] = Plays.Id("quality"),
                ["name"] = "play-7.quality-work",
                ["displayName"] = "quality-work",
                ["type"] = "Skipped",
                ["phase"] = "Omitted",
            };
            nodes[Plays.Id("root")]!["phase"] = phase;
            workflow["status"]!["phase"] = phase;
            workflow["metadata"]!["labels"]!["workflows.argoproj.io/completed"] = "true";
            workflow["spec"]!["shutdown"] = isStopped ? "Stop" : null;
            if (isHeld)
            {
                // For a repair, which its process did not come to.
                workflow["metadata"]!["annotations"]![RexAnnotations.HeldBy] = Samples.Push().Id.Value;
            }
        }
    }

    [Fact]
    public void Remediate_NothingToCancelAndNoPullRequest_RestartsAllTheSame()
    {
        var world = new World();
        world.AddPlay(Plays.G2WhileTesting, "quality", "impl");

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Reason.ShouldBe(ReasonCode.Restarted, ended.Status.Message);
        world.Writes.ShouldBe(["hold play-7", "reset play-7", "restart play-7"]);
        ended.Status.Conditions[0].Message.ShouldContain("No open pull request.");
        ended.Status.Conditions[1].Message.ShouldBe("No run to cancel.");
        ended.Status.Conditions[2].Message.ShouldBe("No label ready-for-qa to remove.");
        world.Main().Annotations[RexAnnotations.RestartedHead].ShouldStartWith(Samples.Push().After.Value);
    }

    [Fact]
    public void Remediate_StoppedBySomebody_CancelsRunsAndLabelOnly()
    {
        var world = World.G2WhileTesting();
        world.EditMain(workflow => workflow["spec"]!["shutdown"] = "Stop");

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Phase.ShouldBe(RemediationPhase.Skipped);
        ended.Status.Reason.ShouldBe(ReasonCode.StoppedBySomebody);
        world.Writes.ShouldBe(["delete run tess", "unlabel 17 ready-for-qa"]);
    }

    [Fact]
    public void Remediate_QaStartedWellAfterThePush_TouchesNothing()
    {
        var world = World.G2WhileTesting();
        world.EditMain(workflow => workflow["status"]!["nodes"]![Plays.Id("quality")]!["startedAt"] = Plays.Text(Samples.Now));
        world.AddRun("cleo-2", agent: "5DLabs-Cleo", stage: "quality", createdAt: Samples.Now);

        var ended = world.Remediate(world.Accept(Samples.Push(secondsAgo: 40)));

        ended.Status.Reason.ShouldBe(ReasonCode.AlreadyCovered);
        world.Writes.ShouldBeEmpty();
    }

    [Fact]
    public void Remediate_RunsOfOthers_AreLeftAlone()
    {
        var world = World.G2WhileTesting();
        world.AddRun("rex", agent: "5DLabs-Rex");
        world.AddRun("blaze", agent: "5DLabs-Blaze");
        world.AddRun("other-task", task: "8", workflow: "play-8");
        world.AddRun("other-repository", workflow: "play-of-another", repository: "https://github.com/5dlabs/cto");
        world.AddRun("unknown-repository", workflow: null);
        world.AddRun("same-repository", workflow: null, repository: "https://github.com/5dlabs/shop.git");

        world.Remediate(world.Accept(Samples.Push())).Status.CancelledRuns.ShouldBe(["tess", "same-repository"]);

        world
            .Runs.All.Select(run => run.Name)
            .ShouldBe(["cleo", "rex", "blaze", "other-task", "other-repository", "unknown-repository"], ignoreOrder: true);
    }

    [Fact]
    public void Remediate_TakenUpAgainAfterItsEnd_WritesNothingMore()
    {
        var world = World.G2WhileTesting();
        var ended = world.Remediate(world.Accept(Samples.Push()));
        var writes = world.Writes.Count;

        var again = world.Remediate(ended);

        again.Status.Reason.ShouldBe(ReasonCode.Restarted, again.Status.Message);
        world.Writes.Count.ShouldBe(writes);
        world.Controller.Started.ShouldBe(1);
    }

    [Fact]
    public void Remediate_SuspendedBySomebody_StaysSuspendedAndSaysSo()
    {
        var world = World.G2WhileTesting();
        world.EditMain(workflow => workflow["spec"]!["suspend"] = true);

        var ended = world.Remediate(world.Accept(Samples.Push()));

        ended.Status.Reason.ShouldBe(ReasonCode.Restarted);
        ended.Status.Message.ShouldEndWith("It stays suspended, as somebody else had it.");
        world.Main().IsSuspended.ShouldBeTrue();
    }
}

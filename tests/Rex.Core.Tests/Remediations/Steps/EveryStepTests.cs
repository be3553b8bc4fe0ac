using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>What holds for each of the five steps, wherever a remediation stands.</summary>
public class EveryStepTests
{
    private readonly World _world = World.G2WhileTesting();
    private readonly Remediation _remediation;

    public EveryStepTests() => _remediation = _world.Accept(Samples.Push());

    public static TheoryData<StepName> Steps => [.. Enum.GetValues<StepName>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public void RunAsync_NewerPushInTheLedger_IsSupersededWithoutAWrite(StepName step)
    {
        RunUpToBefore(step);
        var newer = _world.Accept(Samples.Push('b', 'c', 1));

        var ending = Ending(step);

        ending.Reason.ShouldBe(ReasonCode.NewerPush);
        ending.Message.ShouldContain(newer.Id.Value);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void RunAsync_RestartedForANewerPush_IsSupersededWithoutAWrite(StepName step)
    {
        RunUpToBefore(step);
        Annotate(RexAnnotations.RestartedFor, Samples.Push('b', 'c', 1).Id.Value);

        var ending = Ending(step);

        ending.Reason.ShouldBe(ReasonCode.NewerPush);
        ending.Message.ShouldBe("The main workflow was restarted for a newer push of the task.");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void RunAsync_OlderPushInTheLedger_IsNoConcern(StepName step)
    {
        RunUpToBefore(step);
        _world.Accept(Samples.Push('9', 'a', 60));

        _world
            .Run(step, _remediation)
            .ShouldBeOfType(step == StepName.ResumePipeline ? typeof(StepOutcome.End) : typeof(StepOutcome.Continue));

        _world.Main().Annotations.ContainsKey(RexAnnotations.RestartedFor).ShouldBe(step == StepName.ResumePipeline);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void RunAsync_CompletedMeanwhile_IsSkippedAndTheHoldEnds(StepName step)
    {
        RunUpToBefore(step);
        _world.EditMain(workflow =>
        {
            workflow["status"]!["nodes"]!["done"] = new JsonObject
            {
                ["name"] = "play-7.complete-task",
                ["displayName"] = "complete-task",
                ["type"] = "Pod",
                ["phase"] = "Running",
            };
        });
        var wasHeld = Hold.HolderOf(_world.Main()) is not null;
        _world.Writes.Clear();

        var ending = _world.Run(step, _remediation).ShouldBeOfType<StepOutcome.End>();

        ending.Reason.ShouldBe(ReasonCode.AlreadyCompleted);
        wasHeld.ShouldBe(step > StepName.CancelAgents);
        _world.Writes.ShouldBe(wasHeld ? ["release play-7"] : []);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void RunAsync_CannotBeRewoundAnyMore_FailsAndKeepsTheHold(StepName step)
    {
        RunUpToBefore(step);
        _world.EditMain(workflow => workflow["metadata"]!["finalizers"] = new JsonArray("workflows.argoproj.io/artifact-gc"));

        Ending(step).Reason.ShouldBe(ReasonCode.NotRewindable);
    }

    [Theory]
    [InlineData(StepName.CancelAgents)]
    [InlineData(StepName.RemoveQaLabel)]
    [InlineData(StepName.ResetWorkflow)]
    [InlineData(StepName.ResumePipeline)]
    public void RunAsync_TheTaskWentOnInAnotherWorkflow_FailsWithoutAWrite(StepName step)
    {
        RunUpToBefore(step);
        _world.Workflows.Add(Plays.Workflow(Plays.G2WhileTesting, "play-8"));
        _world.AddRun("tess-of-8", workflow: "play-8", repository: "5dlabs/shop");

        var ending = Ending(step);

        ending.Reason.ShouldBe(ReasonCode.WorkflowReplaced);
        ending.Message.ShouldBe("Main workflow was play-7, and play-8 is at work by now.");
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void RunAsync_TwiceInARow_WritesWhatOnceDoes(StepName step)
    {
        RunUpToBefore(step);
        _world.Run(step, _remediation);
        _world.Writes.Clear();

        _world.Run(step, _remediation);

        _world.Writes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StepName.ValidateEvent)]
    [InlineData(StepName.CancelAgents)]
    [InlineData(StepName.RemoveQaLabel)]
    [InlineData(StepName.ResetWorkflow)]
    public void RunAsync_RestartedForThisPushAlready_GoesOnWithoutAWrite(StepName step)
    {
        Annotate(RexAnnotations.RestartedFor, _remediation.Id.Value);

        _world.Run(step, _remediation).ShouldBe(new StepOutcome.Continue("The main workflow was restarted for this push already."));

        _world.Writes.ShouldBeEmpty();
    }

    /// <summary>Runs the step, which has to end the remediation without a write.</summary>
    private StepOutcome.End Ending(StepName step)
    {
        _world.Writes.Clear();
        var ending = _world.Run(step, _remediation).ShouldBeOfType<StepOutcome.End>();
        _world.Writes.ShouldBeEmpty();
        return ending;
    }

    private void RunUpToBefore(StepName step)
    {
        if (step > StepName.ValidateEvent)
        {
            _world.RunUpTo(step - 1, _remediation);
        }
    }

    private void Annotate(string name, string value) =>
        _world.EditMain(workflow =>
        {
            var metadata = workflow["metadata"]!.AsObject();
            metadata["annotations"] ??= new JsonObject();
            metadata["annotations"]![name] = value;
        });
}

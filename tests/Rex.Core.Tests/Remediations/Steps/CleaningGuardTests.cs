using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

public class CleaningGuardTests
{
    private readonly World _world = World.G2WhileTesting();

    [Fact]
    public void EnsureDueAsync_StillDue_GoesThrough()
    {
        MainWorkflow? seen = null;

        Ensure(
            "play-7",
            workflow =>
            {
                seen = workflow;
                return true;
            }
        );

        seen!.Name.ShouldBe("play-7");
    }

    [Fact]
    public void EnsureDueAsync_NotDueAnyMore_IsAConflict()
    {
        var error = Should.Throw<PlatformException>(() => Ensure("play-7", _ => false));

        error.Reason.ShouldBe(ReasonCode.Conflict);
        error.Message.ShouldBe("Workflow play-7 is not left alone for this remediation any more.");
    }

    [Fact]
    public void EnsureDueAsync_WorkflowIsGone_IsAConflict() =>
        Should.Throw<PlatformException>(() => Ensure("another", _ => true)).Reason.ShouldBe(ReasonCode.Conflict);

    [Fact]
    public void EnsureDueAsync_NoWorkflow_AsksNobody()
    {
        Ensure(null, _ => false);

        _world.Calls.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("play-8", "Running", "7", true)]
    [InlineData("play-8", "Failed", "7", false)]
    [InlineData("play-8", "Running", "8", false)]
    [InlineData("play-7", "Running", "7", false)]
    [InlineData("gone", "Running", "7", false)]
    [InlineData(null, "Running", "7", false)]
    public void EnsureNoOtherIsAtWorkAsync_RunOfAnotherWorkflow_IsAConflictWhereThatIsTheTasks(
        string? named,
        string phase,
        string task,
        bool conflicts
    )
    {
        var remediation = _world.Accept(Samples.Push());
        _world.RunUpTo(StepName.ValidateEvent, remediation);
        var other = Plays.Workflow(Plays.G2WhileTesting, "play-8");
        other["status"]!["phase"] = phase;
        other["metadata"]!["labels"]!["task-id"] = task;
        _world.Workflows.Add(other);
        var labels = named is null ? [] : new Dictionary<string, string> { ["workflow-name"] = named };
        AgentRun[] runs = [new("run", "uid", "1", Samples.Now, labels, "5dlabs/shop", "Running", false, [])];
        var act = () => _world.Pump.Run(() => Guard.EnsureNoOtherIsAtWorkAsync(runs, _world.Store[remediation.Id], CancellationToken.None));

        if (conflicts)
        {
            Should.Throw<PlatformException>(act).Message.ShouldBe("Workflow play-8 of the task is at work by now.");
        }
        else
        {
            Should.NotThrow(act);
        }
    }

    private CleaningGuard Guard => new(_world.Workflows, new PlatformNames());

    private void Ensure(string? workflow, Func<MainWorkflow, bool> isDue) =>
        _world.Pump.Run(() => Guard.EnsureDueAsync(new CleaningTarget(workflow, _ => true, _ => true, isDue), CancellationToken.None));
}

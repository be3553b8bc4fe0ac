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

    private void Ensure(string? workflow, Func<MainWorkflow, bool> isDue) =>
        _world.Pump.Run(() =>
            new CleaningGuard(_world.Workflows).EnsureDueAsync(
                new CleaningTarget(workflow, _ => true, _ => true, isDue),
                CancellationToken.None
            )
        );
}

using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Workflows;

public class HoldKeeperTests
{
    private static readonly RemediationId Holder = Samples.Push().Id;

    private readonly World _world = World.G2WhileTesting();

    [Fact]
    public void TakeAsync_FreeWorkflow_ReturnsItUnderTheHold()
    {
        var held = Take(_world.Main());

        Hold.HolderOf(held!).ShouldBe(Holder.Value);
        held!.ResourceVersion.ShouldBe(_world.Main().ResourceVersion);
    }

    [Fact]
    public void TakeAsync_HeldByIt_WritesNothing()
    {
        var held = Take(_world.Main());

        Take(held!).ShouldBeSameAs(held);

        _world.Writes.ShouldBe(["hold play-7"]);
    }

    [Fact]
    public void TakeAsync_OwnHoldWhoseTimeWasLost_IsTakenAnew()
    {
        Take(_world.Main());
        _world.EditMain(workflow => workflow["metadata"]!["annotations"]!.AsObject().Remove(RexAnnotations.HeldAt));

        Take(_world.Main());

        Hold.HeldSince(_world.Main()).ShouldNotBeNull();
    }

    [Fact]
    public void TakeAsync_SomebodyWroteFirst_IsNone()
    {
        var old = _world.Main();
        _world.TouchMain();

        Take(old).ShouldBeNull();

        Hold.HolderOf(_world.Main()).ShouldBeNull();
    }

    [Fact]
    public void TakeAsync_WorkflowIsGone_IsNone()
    {
        var old = _world.Main();
        _world.Workflows.Remove("play-7");

        Take(old).ShouldBeNull();
    }

    [Fact]
    public void ReleaseAsync_HeldWorkflow_LetsItGo()
    {
        Release(Take(_world.Main()));

        Hold.HolderOf(_world.Main()).ShouldBeNull();
        _world.Main().Labels["workflows.argoproj.io/completed"].ShouldBe("false");
        _world.Main().Annotations.ShouldBeEmpty();
        _world.Calls.CountOf(Call.GetWorkflow).ShouldBe(0);
    }

    [Fact]
    public void ReleaseAsync_SomebodyWroteFirst_ReadsAgainAndLetsItGo()
    {
        var held = Take(_world.Main());
        _world.TouchMain();

        Release(held);

        Hold.HolderOf(_world.Main()).ShouldBeNull();
    }

    [Fact]
    public void ReleaseAsync_AnotherRemediationTookTheHoldOver_LeavesIt()
    {
        var held = Take(_world.Main());
        var newer = Samples.Push('b', 'c', 1).Id;
        _world.EditMain(workflow => workflow["metadata"]!["annotations"]![RexAnnotations.HeldBy] = newer.Value);

        Release(held);

        Hold.HolderOf(_world.Main()).ShouldBe(newer.Value);
    }

    [Fact]
    public void ReleaseAsync_WorkflowGoes_IsDone()
    {
        var held = Take(_world.Main());
        _world.TouchMain();
        _world.Calls.After(Call.PatchWorkflow, () => _world.Workflows.Remove("play-7"));

        Release(held);

        _world.Writes.ShouldBe(["hold play-7"]);
    }

    [Fact]
    public void ReleaseAsync_NotHeldOrNone_WritesNothing()
    {
        Release(_world.Main());
        Release(null);

        _world.Calls.Count.ShouldBe(0);
    }

    private MainWorkflow? Take(MainWorkflow workflow) =>
        _world.Pump.Run(() => new HoldKeeper(_world.Workflows, _world.Time).TakeAsync(workflow, Holder, CancellationToken.None));

    private void Release(MainWorkflow? workflow) =>
        _world.Pump.Run(() => new HoldKeeper(_world.Workflows, _world.Time).ReleaseAsync(workflow, CancellationToken.None));
}

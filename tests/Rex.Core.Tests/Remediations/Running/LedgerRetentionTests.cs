using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Running;

public class LedgerRetentionTests
{
    private readonly World _world = World.G2WhileTesting();

    public LedgerRetentionTests() => _world.Pump.Limit = TimeSpan.FromDays(60);

    [Theory]
    [InlineData(RemediationPhase.Succeeded)]
    [InlineData(RemediationPhase.Skipped)]
    [InlineData(RemediationPhase.Superseded)]
    [InlineData(RemediationPhase.Failed)]
    public void RunAsync_EndedSevenDaysAgo_GoesWithinAnHour(RemediationPhase phase)
    {
        var id = End(phase).Id;
        Run();

        _world.Pump.RunFor(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        _world.Store.All.ShouldHaveSingleItem().Id.ShouldBe(id);

        _world.Pump.RunFor(TimeSpan.FromMinutes(62));
        _world.Store.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RemediationPhase.Accepted)]
    [InlineData(RemediationPhase.Running)]
    public void RunAsync_NotEnded_Stays(RemediationPhase phase)
    {
        End(phase);
        Run();

        _world.Pump.RunFor(TimeSpan.FromDays(30));

        _world.Store.All.Count.ShouldBe(1);
    }

    [Fact]
    public void RunAsync_TakenUpAgainMeanwhile_Stays()
    {
        var old = End(RemediationPhase.Failed);
        _world.Calls.Before(Call.RemoveRemediation, () => _world.Store.Put(old with { Status = RemediationStatus.Accepted }));
        Run();

        _world.Pump.RunFor(TimeSpan.FromDays(8));

        _world.Store[old.Id].Status.ShouldBe(RemediationStatus.Accepted);
    }

    [Theory]
    [InlineData(false, ReasonCode.NetworkError)]
    [InlineData(true, ReasonCode.Unexpected)]
    public void RunAsync_LedgerAway_LooksAgainAnHourLater(bool isLate, ReasonCode reason)
    {
        End(RemediationPhase.Succeeded);
        _world.Pump.RunFor(TimeSpan.FromDays(8));
        Exception away = isLate ? new OperationCanceledException() : new PlatformException(ReasonCode.NetworkError, "Away.");
        _world.Calls.Before(Call.ListRemediations, () => throw away);
        Run();

        _world.Pump.RunFor(TimeSpan.FromMinutes(59));
        _world.Store.All.Count.ShouldBe(1);
        _world.Observer.LedgerFailures.ShouldHaveSingleItem().Reason.ShouldBe(reason);

        _world.Pump.RunFor(TimeSpan.FromMinutes(2));
        _world.Store.All.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_Stopped_Ends()
    {
        var running = _world.Pump.Start(() => _world.Factory.CreateRetention().RunAsync(_world.Stop));
        _world.Pump.RunFor(TimeSpan.FromMinutes(5));

        _world.StopProcess();
        _world.Pump.RunUntil(() => running.IsCompleted);

        running.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private Remediation End(RemediationPhase phase)
    {
        var remediation = _world.Accept(Samples.Push());
        return _world.Store.Put(
            remediation with
            {
                Status = remediation.Status with { Phase = phase, FinishedAt = _world.Time.GetUtcNow() },
            }
        );
    }

    private void Run() => _ = _world.Pump.Start(() => _world.Factory.CreateRetention().RunAsync(_world.Stop));
}

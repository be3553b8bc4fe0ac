using Microsoft.Extensions.Time.Testing;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Host.Stepping;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Stepping;

public sealed class OpenAttemptsTests
{
    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _time = new(Samples.Noon);

    private OpenAttempts Open => new(_store, new DeadlineOptions(), _time);

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    public void IsAbandoned_LastThatWasNoted_CountsFromThere(int seconds, bool expected)
    {
        var sample = Samples.Remediation(RemediationPhase.Running);
        StepCondition[] conditions =
        [
            new(StepName.ValidateEvent, true, Samples.Noon.AddMinutes(1), null, ""),
            new(StepName.CancelAgents, false, Samples.Noon.AddMinutes(2), null, ""),
        ];
        var entry = sample with { Status = sample.Status with { StartedAt = Samples.Noon.AddSeconds(1), Conditions = conditions } };
        _time.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(seconds));

        Open.IsAbandoned(entry).ShouldBe(expected);
    }

    [Theory]
    [InlineData(RemediationPhase.Failed)]
    [InlineData(RemediationPhase.Succeeded)]
    public void IsAbandoned_HasEnded_IsNot(RemediationPhase phase)
    {
        _time.Advance(TimeSpan.FromDays(1));

        Open.IsAbandoned(Samples.Remediation(phase)).ShouldBeFalse();
    }

    [Fact]
    public void IsAbandoned_IsToBeTakenUpLater_IsNotBeforeThat()
    {
        var sample = Samples.Remediation(RemediationPhase.Running);
        var waits = sample with { Status = sample.Status with { NextAttemptAt = Samples.Noon.AddMinutes(30) } };
        _time.Advance(TimeSpan.FromMinutes(34));

        Open.IsAbandoned(waits).ShouldBeFalse();
        _time.Advance(TimeSpan.FromMinutes(1));
        Open.IsAbandoned(waits).ShouldBeTrue();
    }

    [Fact]
    public async Task TryFailAsync_Open_NotesWhereItStoodAndWhenItIsTakenUp()
    {
        var sample = Samples.Remediation(RemediationPhase.Running);
        var entry = sample with { Status = sample.Status with { Step = StepName.CancelAgents } };
        _store.Put(entry);

        var failed = (await Open.TryFailAsync(entry, "All is over", TestContext.Current.CancellationToken))!.Status;

        (failed.Phase, failed.Reason, failed.Message).ShouldBe(
            (RemediationPhase.Failed, ReasonCode.TimedOut, "All is over, and CancelAgents has not ended.")
        );
        failed.NextAttemptAt.ShouldBe(Samples.Noon.AddMinutes(5));
    }

    [Fact]
    public async Task TryFailAsync_SomebodyHasTakenItUp_ChangesNothing()
    {
        var entry = Samples.Remediation(RemediationPhase.Running);
        _store.Put(entry with { ResourceVersion = "8" });

        (await Open.TryFailAsync(entry, "All is over", TestContext.Current.CancellationToken)).ShouldBeNull();

        _store.Entries.Single().Status.Phase.ShouldBe(RemediationPhase.Running);
    }
}

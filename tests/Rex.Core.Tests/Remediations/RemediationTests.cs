using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations;

public class RemediationTests
{
    private static readonly RestartRecord Record = new(
        "quality",
        new Dictionary<string, string?>(),
        new Dictionary<string, RecordedNode>()
    );

    private static readonly RemediationStatus GivenUp = RemediationStatus.Accepted with
    {
        Phase = RemediationPhase.Failed,
        Reason = ReasonCode.RestartNotSeen,
        FinishedAt = Samples.Now,
        Restart = Record,
    };

    [Fact]
    public void HasToBeSeenThroughBefore_RestartWasGivenUp_StillHasTo() => HasTo(GivenUp).ShouldBeTrue();

    [Fact]
    public void HasToBeSeenThroughBefore_NoRestartWasMade_HasNotTo() => HasTo(GivenUp with { Restart = null }).ShouldBeFalse();

    [Fact]
    public void HasToBeSeenThroughBefore_TriedSinceTheNewerOneCame_HasNotTo() =>
        HasTo(GivenUp with { FinishedAt = Samples.Now.AddMinutes(1) }).ShouldBeFalse();

    [Fact]
    public void HasToBeSeenThroughBefore_FailedForGood_StillHasTo() =>
        HasTo(GivenUp with { Reason = ReasonCode.AccessLost }).ShouldBeTrue("whoever lost access may have it again");

    [Theory]
    [InlineData(59, false)]
    [InlineData(61, true)]
    public void HasToBeSeenThroughBefore_NewerOneFailedSince_HasToBeforeItsNextTry(int secondsAfter, bool hasTo)
    {
        var newer = RemediationStatus.Accepted with { FinishedAt = Samples.Now.AddMinutes(2).AddSeconds(secondsAfter - 60) };

        HasTo(GivenUp with { FinishedAt = Samples.Now.AddMinutes(2) }, newer).ShouldBe(hasTo);
    }

    [Fact]
    public void HasToBeSeenThroughBefore_NobodyKnowsWhenItFailed_HasNotTo() => HasTo(GivenUp with { FinishedAt = null }).ShouldBeFalse();

    [Theory]
    [InlineData(RemediationPhase.Failed, ReasonCode.RestartNotSeen, true)]
    [InlineData(RemediationPhase.Failed, ReasonCode.AccessLost, false)]
    [InlineData(RemediationPhase.Failed, null, false)]
    [InlineData(RemediationPhase.Running, ReasonCode.RestartNotSeen, false)]
    public void HasFailedForNow_PhaseAndReason_IsAFailureThatTryingAgainCanHelp(RemediationPhase phase, ReasonCode? reason, bool isSo) =>
        (GivenUp with { Phase = phase, Reason = reason }).HasFailedForNow.ShouldBe(isSo);

    private static bool HasTo(RemediationStatus status, RemediationStatus? ofNewer = null)
    {
        var older = Samples.Accepted(Samples.Push()) with { Status = status };
        var newer = Samples.Accepted(Samples.Push('b', 'c', 1), Samples.Now.AddMinutes(1));
        return older.HasToBeSeenThroughBefore(newer with { Status = ofNewer ?? newer.Status });
    }
}

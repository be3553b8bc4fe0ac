using Rex.Core.Remediations;
using Rex.Host.Commands;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Commands;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(RemediationPhase.Succeeded, ReasonCode.Restarted, 0)]
    [InlineData(RemediationPhase.Skipped, ReasonCode.AlreadyCovered, 0)]
    [InlineData(RemediationPhase.Superseded, ReasonCode.NewerPush, 0)]
    [InlineData(RemediationPhase.Failed, ReasonCode.AmbiguousWorkflow, 3)]
    [InlineData(RemediationPhase.Failed, ReasonCode.NotRewindable, 3)]
    [InlineData(RemediationPhase.Failed, ReasonCode.RewindNotAllowed, 3)]
    [InlineData(RemediationPhase.Failed, ReasonCode.ServerError, 4, true)]
    [InlineData(RemediationPhase.Failed, ReasonCode.ServerError, 5)]
    [InlineData(RemediationPhase.Running, ReasonCode.ServerError, 4)]
    [InlineData(RemediationPhase.Failed, ReasonCode.PermissionMissing, 5)]
    [InlineData(RemediationPhase.Failed, ReasonCode.WorkflowNotFound, 5)]
    public void Of_Status_TellsWhatToDoNext(RemediationPhase phase, ReasonCode reason, int code, bool isTriedAgain = false) =>
        ExitCode
            .Of(
                new RemediationStatus
                {
                    Phase = phase,
                    Reason = reason,
                    NextAttemptAt = isTriedAgain ? Samples.Noon : null,
                }
            )
            .ShouldBe(code);
}

using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Host.Tests.Testing;

/// <summary>Remediations to begin with.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Remediation Remediation(RemediationPhase phase, ReasonCode? reason = null)
    {
        var push = new Push
        {
            RepositoryId = 1296269123,
            Repository = RepositoryName.Parse("acme/shop"),
            Branch = BranchName.Parse("feature/task-3"),
            Task = new TaskId(3),
            Before = CommitSha.Parse(new string('a', 40)),
            After = CommitSha.Parse(new string('b', 40)),
            PushedAt = Noon,
        };
        return new Remediation(
            push.Id,
            push,
            Noon,
            new RemediationStatus
            {
                Phase = phase,
                Reason = reason,
                Attempts = 1,
            },
            ResourceVersion: "7"
        );
    }
}

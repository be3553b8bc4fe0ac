using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Core.Workflows.Restarting;

/// <summary>What a restart write notes on the workflow: for which remediation it was restarted, on which commit, and when.</summary>
/// <param name="Id">The remediation.</param>
/// <param name="Head">The pull request's head, or the push's <c>after</c> where there is none.</param>
/// <param name="Now">The time.</param>
/// <param name="StageLabel">The label that holds the stage.</param>
/// <param name="Stage">The stage to set.</param>
internal sealed record RestartStamp(RemediationId Id, CommitSha Head, DateTimeOffset Now, string StageLabel, string Stage)
{
    /// <summary>The stamp of a restart that is about to be made.</summary>
    public static RestartStamp For(Remediation remediation, IReadOnlyList<PullRequest> open, PlatformNames names, DateTimeOffset now)
    {
        var newest = open.MaxBy(pullRequest => pullRequest.Number);
        var head = CommitSha.TryParse(newest?.HeadSha, out var known) ? known : remediation.Push.After;
        return new RestartStamp(remediation.Id, head, now, names.StageLabel, names.ResetStage);
    }
}

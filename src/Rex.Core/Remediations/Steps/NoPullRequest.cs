namespace Rex.Core.Remediations.Steps;

/// <summary>
/// Where the pushed branch had no open pull request everything else is done all the same, but people are told: no label was looked for.
/// </summary>
internal static class NoPullRequest
{
    /// <summary>A sentence for the outcome, with a space before it; empty where there was a pull request.</summary>
    public static string Note(Remediation remediation) =>
        remediation.Status.PullRequests.Count == 0 ? " No pull request of the branch was open." : "";
}

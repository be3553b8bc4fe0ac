using System.Globalization;

namespace Rex.Simulator.Oracles;

/// <summary>A task as the scenario made it.</summary>
/// <param name="Name">What the scenario calls it.</param>
/// <param name="Number">Its number.</param>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="PullRequest">The number of its pull request.</param>
/// <param name="Workflow">The name of its main workflow.</param>
internal sealed record TaskFacts(string Name, int Number, string Repository, long PullRequest, string Workflow)
{
    /// <summary>Its branch, without <c>refs/heads/</c>; empty where it does not matter.</summary>
    public string Branch { get; init; } = "";

    /// <summary>Pull requests beside that one, of its branch or of other ones.</summary>
    public IReadOnlyList<PullRequestFact> OtherPullRequests { get; init; } = [];

    /// <summary>The pull requests, as <c>owner/name#number</c>, that a push to this ref is about; all where there is none.</summary>
    public IEnumerable<string> PullRequestsOf(string? gitRef = null) =>
        OtherPullRequests
            .Append(new PullRequestFact(PullRequest, Branch))
            .Where(one => string.IsNullOrEmpty(gitRef) || one.Branch.Length == 0 || gitRef == "refs/heads/" + one.Branch)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{Repository}#{one.Number}"));
}

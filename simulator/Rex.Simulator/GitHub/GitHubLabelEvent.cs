namespace Rex.Simulator.GitHub;

/// <summary>
/// A <c>labeled</c> event: GitHub sends it only when the label was not there before. Whoever waits for a label that was left on
/// waits for ever.
/// </summary>
internal sealed record GitHubLabelEvent(string Repository, long PullRequest, string Branch, string Label, string Identity);

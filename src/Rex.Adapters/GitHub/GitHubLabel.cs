namespace Rex.Adapters.GitHub;

/// <summary>A label of an issue or pull request.</summary>
/// <param name="Name">Its name.</param>
internal sealed record GitHubLabel(string Name);

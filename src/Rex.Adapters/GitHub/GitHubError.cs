namespace Rex.Adapters.GitHub;

/// <summary>The body of an error.</summary>
/// <param name="Message">What is wrong.</param>
internal sealed record GitHubError(string? Message);

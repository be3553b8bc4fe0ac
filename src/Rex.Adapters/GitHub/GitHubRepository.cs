namespace Rex.Adapters.GitHub;

/// <summary>A repository.</summary>
/// <param name="Id">Its id, which survives renames.</param>
/// <param name="FullName"><c>owner/name</c>.</param>
internal sealed record GitHubRepository(long Id, string? FullName);

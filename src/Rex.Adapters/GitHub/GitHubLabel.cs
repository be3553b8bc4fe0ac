namespace Rex.Adapters.GitHub;

/// <summary>A label of an issue or pull request.</summary>
/// <param name="Name">Its name.</param>
internal sealed record GitHubLabel(string Name) : IGitHubItem
{
    /// <inheritdoc/>
    public static string Description => "a list of labels with names";

    /// <inheritdoc/>
    public bool IsSound => Name.Length > 0;
}

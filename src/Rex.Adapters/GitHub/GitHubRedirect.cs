using System.Globalization;
using Rex.Core.Pushes;

namespace Rex.Adapters.GitHub;

/// <summary>
/// Where a renamed repository is now. Of a redirect only the repository is taken, never the rest of the address: the token goes to no other
/// host, and a request is never turned into another one.
/// </summary>
internal static class GitHubRedirect
{
    /// <summary>The address to ask in place of the first one; null where the redirect is none of a renamed repository.</summary>
    /// <param name="root">The configured address of the API, ending in a slash.</param>
    /// <param name="asked">The address that was asked.</param>
    /// <param name="location">Where the answer points to.</param>
    /// <param name="path">What was asked of the repository, with its query.</param>
    public static Uri? Follow(Uri root, Uri asked, Uri location, string path)
    {
        if (
            !Uri.TryCreate(asked, location, out var target)
            || Uri.Compare(target, root, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0
            || !target.AbsolutePath.StartsWith(root.AbsolutePath, StringComparison.Ordinal)
        )
        {
            return null;
        }

        var (repository, rest) = Split(target.AbsolutePath[root.AbsolutePath.Length..]);
        return repository is not null && Uri.UnescapeDataString(rest) == Uri.UnescapeDataString(path.Split('?')[0])
            ? new Uri(root, $"{repository}/{path}")
            : null;
    }

    /// <summary>The repository, by its id or its name, and what comes after it.</summary>
    private static (string? Repository, string Below) Split(string path) =>
        path.Split('/') switch
        {
            ["repositories", var id, .. var rest] when long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _) => (
                $"repositories/{id}",
                string.Join('/', rest)
            ),
            ["repos", var owner, var name, .. var rest] when RepositoryName.TryParse($"{owner}/{name}", out var repository) => (
                $"repos/{repository.FullName}",
                string.Join('/', rest)
            ),
            _ => (null, ""),
        };
}

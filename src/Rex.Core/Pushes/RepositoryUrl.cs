using System.Buffers;

namespace Rex.Core.Pushes;

/// <summary>
/// Takes <c>owner/name</c> out of the forms in which git and people write a GitHub repository.
/// </summary>
/// <remarks>
/// Read by hand instead of by <see cref="Uri"/>: that one normalises (<c>..</c>, escapes, backslashes), so that a hostile text could be
/// taken for another repository. Here whatever is not exactly of a known form names no repository.
/// </remarks>
internal static class RepositoryUrl
{
    private static readonly SearchValues<char> UserCharacters = SearchValues.Create(
        "%-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
    );

    /// <summary>The path of a URL on github.com without <c>.git</c> and slash at its end; a text that is no URL as it is.</summary>
    /// <param name="text">A URL, an scp-like address (<c>git@github.com:owner/name.git</c>), or <c>owner/name</c>.</param>
    /// <returns>The path, not checked any further; <c>null</c> where the host is another one.</returns>
    public static string? PathOnGitHub(string text)
    {
        ReadOnlySpan<string> schemes = ["https://", "http://", "ssh://", "git://", "git+ssh://"];
        foreach (var scheme in schemes)
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return AfterAuthority(text.AsSpan(scheme.Length), '/');
            }
        }

        return text.Contains(':', StringComparison.Ordinal) ? AfterAuthority(text, ':') : WithoutSuffix(text);
    }

    private static string? AfterAuthority(ReadOnlySpan<char> rest, char end)
    {
        var length = rest.IndexOf(end);
        return length >= 0 && IsGitHub(rest[..length]) ? WithoutSuffix(rest[(length + 1)..]) : null;
    }

    private static bool IsGitHub(ReadOnlySpan<char> authority)
    {
        var at = authority.LastIndexOf('@');
        var user = authority[..(at + 1)].TrimEnd('@');
        var host = authority[(at + 1)..];
        return !user.ContainsAnyExcept(UserCharacters)
            && (
                host.Equals("github.com", StringComparison.OrdinalIgnoreCase)
                || host.Equals("www.github.com", StringComparison.OrdinalIgnoreCase)
                || host.Equals("github.com:443", StringComparison.OrdinalIgnoreCase)
                || host.Equals("github.com:22", StringComparison.OrdinalIgnoreCase)
                || host.Equals("ssh.github.com:443", StringComparison.OrdinalIgnoreCase)
            );
    }

    private static string WithoutSuffix(ReadOnlySpan<char> path)
    {
        path = path.EndsWith('/') ? path[..^1] : path;
        path = path.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? path[..^4] : path;
        return path.ToString();
    }
}

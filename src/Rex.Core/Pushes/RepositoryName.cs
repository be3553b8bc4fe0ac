using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Rex.Core.Pushes;

/// <summary>A GitHub repository as <c>owner/name</c>. Equality ignores case, as GitHub does.</summary>
/// <remarks>
/// Characters are those that GitHub gives out: an owner has up to 39 letters, digits, hyphens and (accounts managed by an enterprise)
/// underscores and begins with a letter or digit; a name has up to 100 letters, digits, dots, hyphens and underscores, is not
/// <c>.</c> or <c>..</c> and does not end in <c>.git</c>.
/// </remarks>
public sealed record RepositoryName
{
    private const int MaxOwnerLength = 39;
    private const int MaxNameLength = 100;

    private static readonly SearchValues<char> OwnerCharacters = SearchValues.Create(
        "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
    );

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
    );

    private RepositoryName(string owner, string name)
    {
        Owner = owner;
        Name = name;
    }

    /// <summary>The user or organisation.</summary>
    public string Owner { get; }

    /// <summary>The name within the owner.</summary>
    public string Name { get; }

    /// <summary><c>owner/name</c>.</summary>
    public string FullName => $"{Owner}/{Name}";

    /// <summary><c>owner-name</c>, as the main workflow's label <c>repository</c> carries it, since a label value has no slash.</summary>
    /// <remarks>
    /// Two repositories can share it: <c>a-b/c</c> and <c>a/b-c</c>. Where the full name can be had as well, it decides.
    /// It can be longer than the 63 characters of a label value; then no object can carry it.
    /// </remarks>
    internal string LabelValue => $"{Owner}-{Name}";

    /// <summary>Reads <c>owner/name</c>.</summary>
    /// <param name="text">The text; none gives none.</param>
    /// <param name="repository">The repository, where the text is one.</param>
    /// <returns>Whether the text is a repository's full name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RepositoryName? repository)
    {
        repository = null;
        if (text is null || !IsFullName(text))
        {
            return false;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        repository = new RepositoryName(text[..slash], text[(slash + 1)..]);
        return true;
    }

    /// <summary>Reads a full name that is known to be one.</summary>
    /// <param name="text">The text, as <see cref="TryParse"/> takes it.</param>
    /// <returns>The repository.</returns>
    /// <exception cref="FormatException">The text is no repository's full name.</exception>
    public static RepositoryName Parse(string text) =>
        TryParse(text, out var repository) ? repository : throw new FormatException($"'{text}' is no repository (owner/name).");

    /// <summary>
    /// Reads what a CodeRun's <c>repositoryUrl</c> holds: <c>owner/name</c>, or its https, ssh or scp-like URL on github.com,
    /// with or without <c>.git</c>.
    /// </summary>
    /// <param name="text">The text; none gives none.</param>
    /// <param name="repository">The repository, where the text names one.</param>
    /// <returns>Whether the text names a repository on github.com; a URL of another host does not.</returns>
    internal static bool TryParseUrl([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RepositoryName? repository) =>
        TryParse(text is null ? null : RepositoryUrl.PathOnGitHub(text), out repository);

    /// <summary>Whether a label value is this repository's <see cref="LabelValue"/>, ignoring case.</summary>
    /// <param name="value">The value of the label <c>repository</c>; none is another repository's.</param>
    /// <returns>Whether they are equal.</returns>
    internal bool HasLabelValue(string? value) => string.Equals(LabelValue, value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether both are the same repository, ignoring case.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Whether owner and name are equal.</returns>
    public bool Equals(RepositoryName? other) =>
        other is not null && string.Equals(FullName, other.FullName, StringComparison.OrdinalIgnoreCase);

    /// <summary>A hash that ignores case, as equality does.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(FullName);

    /// <summary><c>owner/name</c>.</summary>
    /// <returns><see cref="FullName"/>.</returns>
    public override string ToString() => FullName;

    /// <summary>Whether a text is a repository's full name.</summary>
    internal static bool IsFullName(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash >= 0 && IsOwner(text[..slash]) && IsName(text[(slash + 1)..]);
    }

    private static bool IsOwner(ReadOnlySpan<char> owner) =>
        owner.Length is > 0 and <= MaxOwnerLength && !owner.ContainsAnyExcept(OwnerCharacters) && char.IsAsciiLetterOrDigit(owner[0]);

    private static bool IsName(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= MaxNameLength
        && !name.ContainsAnyExcept(NameCharacters)
        && name is not ("." or "..")
        && !name.EndsWith(".git", StringComparison.OrdinalIgnoreCase);
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Rex.Core.Pushes;

/// <summary>The id of a commit: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.</summary>
public sealed record CommitSha
{
    /// <summary>How many digits of a commit the names of Rex's own objects carry.</summary>
    public const int AbbreviationLength = 12;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private CommitSha(string value) => Value = value;

    /// <summary>All digits.</summary>
    public string Value { get; }

    /// <summary>The first twelve digits.</summary>
    public string Abbreviation => Value[..AbbreviationLength];

    /// <summary>Whether it is all zeros: git's way to say that there is no commit, before a branch was created or after it was deleted.</summary>
    public bool IsZero => IsNone(Value);

    /// <summary>Reads a commit's id.</summary>
    /// <param name="text">The digits; none gives none.</param>
    /// <param name="commit">The commit, where the text is one.</param>
    /// <returns>Whether the text is a commit's id; capital digits are not, as neither git nor GitHub write them.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CommitSha? commit)
    {
        var valid = text is not null && IsCommit(text);
        commit = valid ? new CommitSha(text!) : null;
        return valid;
    }

    /// <summary>Reads an id that is known to be one.</summary>
    /// <param name="text">The digits, as <see cref="TryParse"/> takes them.</param>
    /// <returns>The commit.</returns>
    /// <exception cref="FormatException">The text is no commit's id.</exception>
    public static CommitSha Parse(string text) =>
        TryParse(text, out var commit) ? commit : throw new FormatException($"'{text}' is no commit (40 or 64 lower-case hex digits).");

    /// <summary>Whether a text is a commit's id.</summary>
    internal static bool IsCommit(ReadOnlySpan<char> text) => text.Length is 40 or 64 && !text.ContainsAnyExcept(Digits);

    /// <summary>Whether a commit's id is all zeros.</summary>
    internal static bool IsNone(ReadOnlySpan<char> commit) => !commit.ContainsAnyExcept('0');

    /// <summary>All digits.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;
}

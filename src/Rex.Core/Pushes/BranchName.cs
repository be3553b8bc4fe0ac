using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace Rex.Core.Pushes;

/// <summary>The name of a branch: what comes after <c>refs/heads/</c>. Case matters.</summary>
/// <remarks>
/// The rules are git's (<c>git check-ref-format</c>): no part between slashes is empty, begins with a dot or ends in <c>.lock</c>; no
/// <c>..</c>, no <c>@{</c>, no dot at the end; no space, control character or any of <c>~ ^ : ? * [ \</c>. At most 255 bytes of UTF-8.
/// Shell characters and template braces that git allows are allowed: a name is only ever compared and encoded, never interpolated.
/// </remarks>
public sealed record BranchName
{
    /// <summary>What a reference to a branch begins with.</summary>
    public const string RefPrefix = "refs/heads/";

    /// <summary>The most bytes of UTF-8 that a name has.</summary>
    public const int MaxBytes = 255;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create([
        .. Enumerable.Range(0, 0x21).Select(code => (char)code),
        '\x7f',
        '~',
        '^',
        ':',
        '?',
        '*',
        '[',
        '\\',
    ]);

    private BranchName(string value) => Value = value;

    /// <summary>The name, such as <c>feature/task-3-login</c>.</summary>
    public string Value { get; }

    /// <summary>The full reference, such as <c>refs/heads/feature/task-3-login</c>.</summary>
    public string Ref => RefPrefix + Value;

    /// <summary>Reads a branch's name.</summary>
    /// <param name="text">The name without <c>refs/heads/</c>; none gives none.</param>
    /// <param name="branch">The branch, where the text names one.</param>
    /// <returns>Whether git allows a branch of that name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out BranchName? branch)
    {
        branch = text is not null && IsAllowed(text) ? new BranchName(text) : null;
        return branch is not null;
    }

    /// <summary>Reads a full reference.</summary>
    /// <param name="text">The reference as a push carries it; none gives none.</param>
    /// <param name="branch">The branch, where it is one.</param>
    /// <returns>Whether the reference is a branch's (a tag's is not) with a name that git allows.</returns>
    public static bool TryParseRef([NotNullWhen(true)] string? text, [NotNullWhen(true)] out BranchName? branch)
    {
        branch = text is not null && TryNameOf(text, out var name) ? new BranchName(name.ToString()) : null;
        return branch is not null;
    }

    /// <summary>Reads a name that is known to be one.</summary>
    /// <param name="text">The name, as <see cref="TryParse"/> takes it.</param>
    /// <returns>The branch.</returns>
    /// <exception cref="FormatException">Git allows no branch of that name.</exception>
    public static BranchName Parse(string text) =>
        TryParse(text, out var branch) ? branch : throw new FormatException($"'{text}' is no name of a branch.");

    /// <summary>The name.</summary>
    /// <returns><see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <summary>The branch's name in a full reference.</summary>
    /// <param name="reference">The reference as a push carries it.</param>
    /// <param name="name">What comes after <c>refs/heads/</c>.</param>
    /// <returns>Whether the reference is a branch's with a name that git allows.</returns>
    internal static bool TryNameOf(ReadOnlySpan<char> reference, out ReadOnlySpan<char> name)
    {
        var isHead = reference.StartsWith(RefPrefix, StringComparison.Ordinal);
        name = isHead ? reference[RefPrefix.Length..] : default;
        return isHead && IsAllowed(name);
    }

    private static bool IsAllowed(ReadOnlySpan<char> name)
    {
        if (
            name.ContainsAny(Forbidden)
            || name.Contains("..", StringComparison.Ordinal)
            || name.Contains("@{", StringComparison.Ordinal)
            || name.EndsWith('.')
            || !IsShortEnough(name)
        )
        {
            return false;
        }

        foreach (var part in name.Split('/'))
        {
            var text = name[part];
            if (text.IsEmpty || text[0] == '.' || text.EndsWith(".lock", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsShortEnough(ReadOnlySpan<char> name)
    {
        // A lone surrogate has no bytes in UTF-8; git could never have sent it.
        Span<byte> bytes = stackalloc byte[MaxBytes];
        return Utf8.FromUtf16(name, bytes, out _, out _, replaceInvalidSequences: false) == OperationStatus.Done;
    }
}

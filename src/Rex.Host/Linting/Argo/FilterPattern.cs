using System.Text.RegularExpressions;

namespace Rex.Host.Linting.Argo;

/// <summary>What a filter's value says as the regular expression that Argo Events takes it for.</summary>
internal static partial class FilterPattern
{
    /// <summary>
    /// Whether it was meant as a text: but for a class of letters behind a name, or a group without a choice, nothing in it is special, and it does not
    /// match itself.
    /// </summary>
    public static bool IsMistakenLiteral(string value) => Literal().IsMatch(value);

    /// <summary>Whether it says where it begins or ends, or that anything may stand around it.</summary>
    public static bool IsBounded(string value) =>
        value.StartsWith('^')
        || value.StartsWith("\\A", StringComparison.Ordinal)
        || value.EndsWith('$')
        || value.EndsWith("\\z", StringComparison.Ordinal)
        || value.StartsWith("(?", StringComparison.Ordinal)
        || value.StartsWith(".*", StringComparison.Ordinal)
        || value.EndsWith(".*", StringComparison.Ordinal);

    // Classes that are meant as such have ranges, signs or fewer letters: [a-z], [0-9], [vV].
    [GeneratedRegex(@"\A\^?[\w/ -]*(?:\w\[[A-Za-z]{3,}\]|\w\([\w -]+\))[\w/ -]*\$?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}

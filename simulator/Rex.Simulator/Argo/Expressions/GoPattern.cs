using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace Rex.Simulator.Argo.Expressions;

/// <summary>
/// A regular expression as Go has it, which is not anchored. What the two languages read differently is translated (<c>$</c> is the end of the text,
/// not of its last line) or refused.
/// </summary>
internal static class GoPattern
{
    /// <summary>A digit of any script: the same in both.</summary>
    private const string Digit = @"\p{Nd}";

    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <exception cref="ExpressionException">The pattern is none, or one that is not understood here.</exception>
    public static bool IsMatch(string pattern, string text) => Known.GetOrAdd(pattern, Compile).IsMatch(text);

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(Translate(pattern), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new ExpressionException(error.Message);
        }
    }

    private static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 4);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\')
            {
                if (pattern.AsSpan(i).StartsWith(Digit))
                {
                    result.Append(Digit);
                    i += Digit.Length - 1;
                    continue;
                }

                if (i + 1 == pattern.Length || char.IsAsciiLetterOrDigit(pattern[i + 1]))
                {
                    throw new ExpressionException($"'{pattern}': only punctuation is understood after a backslash");
                }

                result.Append(c).Append(pattern[++i]);
                continue;
            }

            inClass = c == '[' || (inClass && c != ']');
            result.Append(c == '$' && !inClass ? @"\z" : c.ToString());
        }

        return result.ToString();
    }
}

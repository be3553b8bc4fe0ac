namespace Rex.Simulator.Argo.Engine;

/// <summary>
/// The expressions of <c>when</c> and <c>depends</c>: comparisons of words, with <c>!</c>, <c>&amp;&amp;</c>, <c>||</c> and parentheses.
/// A word that stands alone is true where <paramref name="isTrue"/> says so.
/// </summary>
internal sealed class Expression(string text, Func<string, bool> isTrue)
{
    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">"];

    private readonly List<string> tokens = Split(text);
    private int position;

    private string? Current => position < tokens.Count ? tokens[position] : null;

    /// <exception cref="FormatException">The text is no such expression.</exception>
    public static bool Evaluate(string text, Func<string, bool> isTrue)
    {
        var expression = new Expression(text, isTrue);
        var result = expression.Or();
        return expression.Current is null ? result : throw expression.Unexpected();
    }

    /// <summary>A <c>when</c> whose references are already replaced. Without one the step executes.</summary>
    public static bool ShouldExecute(string? when) => string.IsNullOrEmpty(when) || Evaluate(when, word => word == "true");

    private static List<string> Split(string text)
    {
        var tokens = new List<string>();
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            var start = i;
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }

            if (c is '"' or '\'')
            {
                i = text.IndexOf(c, start + 1);
                i = i < 0 ? text.Length : i + 1;
                tokens.Add("'" + text[(start + 1)..Math.Max(start + 1, i - 1)]);
                continue;
            }

            if (i + 1 < text.Length && text.AsSpan(i, 2) is "&&" or "||" or "==" or "!=" or "<=" or ">=")
            {
                i += 2;
            }
            else if (c is '(' or ')' or '!' or '<' or '>')
            {
                i++;
            }
            else
            {
                while (
                    i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('(' or ')' or '!' or '<' or '>' or '=' or '&' or '|')
                )
                {
                    i++;
                }

                if (i == start)
                {
                    throw new FormatException($"Invalid token in '{text}'");
                }
            }

            tokens.Add(text[start..i]);
        }

        return tokens;
    }

    private bool Or()
    {
        var result = And();
        while (Accept("||"))
        {
            result = And() || result;
        }

        return result;
    }

    private bool And()
    {
        var result = Not();
        while (Accept("&&"))
        {
            result = Not() && result;
        }

        return result;
    }

    private bool Not()
    {
        if (Accept("!"))
        {
            return !Not();
        }

        if (Accept("("))
        {
            var inner = Or();
            return Accept(")") ? inner : throw Unexpected();
        }

        var left = Word();
        if (Current is { } comparison && Comparisons.Contains(comparison))
        {
            position++;
            return Compare(left.TrimStart('\''), comparison, Word().TrimStart('\''));
        }

        return isTrue(left);
    }

    private static bool Compare(string left, string comparison, string right)
    {
        var order =
            double.TryParse(left, out var a) && double.TryParse(right, out var b) ? a.CompareTo(b) : string.CompareOrdinal(left, right);
        return comparison switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }

    private string Word() =>
        Current is { } word && word is not ("(" or ")" or "!" or "&&" or "||") && !Comparisons.Contains(word)
            ? tokens[position++]
            : throw Unexpected();

    private bool Accept(string token)
    {
        if (Current != token)
        {
            return false;
        }

        position++;
        return true;
    }

    private FormatException Unexpected() => new($"'{Current ?? "end"}' is not expected here");
}

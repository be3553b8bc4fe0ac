using System.Text;

namespace Rex.Simulator.Argo.Expressions;

/// <summary>Splits an expression into its tokens. Texts begin with <c>'</c>, so that none is taken for a name.</summary>
internal static class ExprTokens
{
    private static readonly string[] Signs = ["??", "?.", "==", "!=", "&&", "||", "(", ")", "[", "]", ",", ".", "!"];

    /// <exception cref="ExpressionException">There is something in it that is no token.</exception>
    public static List<string> Split(string text)
    {
        var tokens = new List<string>();
        for (var i = 0; i < text.Length; )
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            else if (text[i] is '"' or '\'')
            {
                tokens.Add(Text(text, ref i));
            }
            else if (IsWordPart(text[i]))
            {
                var start = i;
                while (i < text.Length && IsWordPart(text[i]))
                {
                    i++;
                }

                tokens.Add(text[start..i]);
            }
            else if (Array.Find(Signs, sign => string.CompareOrdinal(text, i, sign, 0, sign.Length) == 0) is { } sign)
            {
                tokens.Add(sign);
                i += sign.Length;
            }
            else
            {
                throw new ExpressionException($"'{text[i]}' is not understood at {i} of '{text}'");
            }
        }

        return tokens;
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static string Text(string text, ref int i)
    {
        var quote = text[i++];
        var result = new StringBuilder("'");
        for (; i < text.Length && text[i] != quote; i++)
        {
            if (text[i] == '\\' && (++i == text.Length || text[i] is not ('\\' or '"' or '\'')))
            {
                throw new ExpressionException($"an escape that is not understood at {i} of '{text}'");
            }

            result.Append(text[i]);
        }

        return i++ < text.Length ? result.ToString() : throw new ExpressionException($"a text does not end in '{text}'");
    }
}

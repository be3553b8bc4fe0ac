namespace Rex.Host.Linting.Scripts;

/// <summary>A place in a script that moves forward, and counts lines.</summary>
internal sealed class ShellCursor(string text, int line)
{
    private int _at;

    // Whether a tag that begins here may end: looked for once, or a text of nothing but braces takes forever.
    private bool _hasTags = true;

    /// <summary>The line, counted from the script's first, which is zero.</summary>
    public int Line { get; private set; } = line;

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd => _at >= text.Length;

    /// <summary>The character here; none at the end.</summary>
    public char Current => IsAtEnd ? '\0' : text[_at];

    /// <summary>The character before this one; none at the beginning.</summary>
    public char Previous => _at > 0 ? text[_at - 1] : '\0';

    /// <summary>Whether this stands here.</summary>
    public bool StartsWith(string expected) => string.CompareOrdinal(text, _at, expected, 0, expected.Length) == 0;

    /// <summary>Moves on by some characters.</summary>
    /// <returns>What was passed.</returns>
    public string Take(int count)
    {
        var passed = text[_at..Math.Min(_at + count, text.Length)];
        _at += passed.Length;
        Line += passed.Count('\n');
        return passed;
    }

    /// <summary>Moves on to a character, or to the end.</summary>
    /// <returns>What was passed.</returns>
    public string TakeTo(char stop) =>
        text.IndexOf(stop, Math.Min(_at, text.Length)) is >= 0 and var end ? Take(end - _at) : Take(text.Length);

    /// <summary>Moves on while characters are of a kind.</summary>
    /// <returns>What was passed.</returns>
    public string TakeWhile(Func<char, bool> isOne)
    {
        var end = _at;
        while (end < text.Length && isOne(text[end]))
        {
            end++;
        }

        return Take(end - _at);
    }

    /// <summary>Moves behind a tag of Argo Workflows, which may have blanks and quotes in it; behind its braces where it does not end.</summary>
    /// <returns>What was passed.</returns>
    public string TakeTag()
    {
        var end = _hasTags ? text.IndexOf("}}", _at, StringComparison.Ordinal) : -1;
        _hasTags = end >= 0;
        return Take(end < 0 ? 2 : end + 2 - _at);
    }

    /// <summary>Moves to the parenthesis that closes one that was passed before, or to the end.</summary>
    /// <returns>What was passed.</returns>
    public string TakeToClosingParenthesis()
    {
        var open = 1;
        char? quote = null;
        var end = _at;
        for (; end < text.Length; end++)
        {
            var character = text[end];
            if (quote is not null)
            {
                quote = character == quote ? null : quote;
            }
            else if (character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == '(')
            {
                open++;
            }
            else if (character == ')' && --open == 0)
            {
                break;
            }
        }

        return Take(end - _at);
    }
}

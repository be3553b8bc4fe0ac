using System.Globalization;
using System.Text;

namespace Rex.Host.Deploying;

/// <summary>
/// Says a pattern of branches (.NET) in the language of Argo Events' filters (Go), which know no task ids and must not be narrower: what passes them
/// is decided about exactly later, what they drop is gone. Each part becomes one that matches the same or more; what is not understood here gives none.
/// </summary>
/// <remarks>
/// Anchors are left out, being said around the whole. \d is Unicode's here, and ASCII's in Go. What matches anything counts UTF-16 units here, and
/// characters in Go: only where there is one such part, and it is not counted, do both mean the same.
/// </remarks>
internal sealed class GoBranchPattern
{
    /// <summary>The most that Go lets a part be repeated.</summary>
    private const long MostRepeats = 1000;

    private const string PlainSigns = "-_/@#%&,;:=~<>'\"! ";
    private const char Wild = '\0';

    private readonly string _pattern;
    private readonly StringBuilder _written = new();
    private int _at;
    private int _wilds;
    private long _repeats = 1;
    private bool _countsWilds;
    private bool _hasChoice;

    private GoBranchPattern(string pattern) => _pattern = pattern;

    private char Next => _at < _pattern.Length ? _pattern[_at] : Wild;

    /// <summary>The pattern for a part of a text, without anchors; null where it cannot be said.</summary>
    public static string? Translate(string pattern)
    {
        var reader = new GoBranchPattern(pattern);
        if (pattern.Contains(Wild) || !reader.ReadChoices(0) || reader._at < pattern.Length || reader._repeats > MostRepeats)
        {
            return null;
        }

        var isExact = reader is { _wilds: 1, _countsWilds: false };
        var written = reader._written.ToString();
        written = isExact ? written.Replace(Wild, '.') : WithoutCounts(written);
        return reader._hasChoice ? $"(?:{written})" : written;
    }

    /// <summary>Each part that matches anything matches as much of it as there is; its own count comes behind the mark.</summary>
    private static string WithoutCounts(string written)
    {
        var result = new StringBuilder(written.Length + 8);
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != Wild)
            {
                result.Append(written[i]);
                continue;
            }

            result.Append(".*");
            if (i + 1 < written.Length && written[i + 1] is '*' or '+' or '?')
            {
                i++;
            }
            else if (i + 1 < written.Length && written[i + 1] == '{')
            {
                i = written.IndexOf('}', i);
            }
        }

        return result.ToString();
    }

    private bool ReadChoices(int depth)
    {
        while (_at < _pattern.Length && Next != ')')
        {
            if (Next == '|')
            {
                _at++;
                _written.Append('|');
                _hasChoice |= depth == 0;
            }
            else if (!ReadPart(depth))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadPart(int depth)
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                return ReadGroup(depth) && ReadCount(isGroup: true);
            case '[':
                return ReadClass() && ReadCount();
            case '\\':
                return ReadEscape();
            case '.':
                return WriteWild() && ReadCount(isWild: true);
            case '^' or '$':
                return Next is not ('*' or '+' or '?' or '{');
            default:
                _written.Append(c);
                return IsPlain(c) && ReadCount();
        }
    }

    private bool ReadGroup(int depth)
    {
        if (Next == '?')
        {
            var end = _pattern.IndexOf('>', _at);
            if (_pattern.AsSpan(_at).StartsWith("?:"))
            {
                _at += 2;
                _written.Append("(?:");
            }
            else if (_pattern.AsSpan(_at).StartsWith("?<") && end > _at + 2 && _pattern[(_at + 2)..end].All(char.IsAsciiLetter))
            {
                _at = end + 1;
                _written.Append('(');
            }
            else
            {
                return false;
            }
        }
        else
        {
            _written.Append('(');
        }

        if (!ReadChoices(depth + 1) || Next != ')')
        {
            return false;
        }

        _at++;
        _written.Append(')');
        return true;
    }

    private bool ReadClass()
    {
        var isNegated = Next == '^';
        var start = _written.Length;
        _at += isNegated ? 1 : 0;
        _written.Append('[');
        for (var isFirst = true; Next != ']' || isFirst; isFirst = false)
        {
            var c = Next;
            _at++;
            if (c == '\\' && IsSign(Next))
            {
                _written.Append('\\').Append(_pattern[_at++]);
            }
            else if (c == '\\' && Next == 'd')
            {
                _at++;
                _written.Append(@"\p{Nd}");
            }
            else if (IsPlain(c) || c is '.' or '+' or '*' or '?' or '(' or ')' or '|' or '{' or '}' or '$')
            {
                _written.Append(c);
            }
            else
            {
                return false;
            }
        }

        _at++;
        _written.Append(']');
        if (!isNegated)
        {
            return true;
        }

        _written.Length = start;
        _countsWilds |= Next == '{';
        return WriteWild();
    }

    private bool ReadEscape()
    {
        var c = Next;
        _at++;
        switch (c)
        {
            case 'A' or 'z' or 'Z' or 'b' or 'B':
                return Next is not ('*' or '+' or '?' or '{');
            case 'd':
                _written.Append(@"\p{Nd}");
                return ReadCount();
            case 'D' or 'w' or 'W' or 's' or 'S':
                return WriteWild() && ReadCount(isWild: true);
            default:
                _written.Append('\\').Append(c);
                return IsSign(c) && ReadCount();
        }
    }

    private bool WriteWild()
    {
        _wilds++;
        _written.Append(Wild);
        return true;
    }

    /// <summary>Reads how often the part before may come. As little as possible or as much: the whole matches the same.</summary>
    private bool ReadCount(bool isGroup = false, bool isWild = false)
    {
        switch (Next)
        {
            case '*' or '+' or '?':
                _countsWilds |= isGroup && Next != '?';
                _written.Append(_pattern[_at++]);
                break;
            case '{':
                if (!ReadBraces())
                {
                    return false;
                }

                _countsWilds |= isGroup || isWild;
                break;
            default:
                return true;
        }

        _at += Next == '?' ? 1 : 0;
        return Next is not ('*' or '+' or '?' or '{');
    }

    private bool ReadBraces()
    {
        var end = _pattern.IndexOf('}', _at);
        if (end < 0)
        {
            return false;
        }

        var counts = _pattern[(_at + 1)..end].Split(',');
        if (counts.Length > 2 || !IsCount(counts[0]) || (counts.Length == 2 && counts[1].Length > 0 && !IsCount(counts[1])))
        {
            return false;
        }

        var most = counts.Where(count => count.Length > 0).Max(count => int.Parse(count, CultureInfo.InvariantCulture));
        // Go counts repeats within repeats; whoever has many altogether is not told apart from that.
        _repeats = Math.Min(_repeats * Math.Max(most, 1), MostRepeats + 1);
        _written.Append(_pattern, _at, end + 1 - _at);
        _at = end + 1;
        return true;
    }

    private static bool IsCount(string text) => text.Length is > 0 and < 5 && text.All(char.IsAsciiDigit);

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || PlainSigns.Contains(c, StringComparison.Ordinal);

    private static bool IsSign(char c) => c is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(c) && c != '_';
}

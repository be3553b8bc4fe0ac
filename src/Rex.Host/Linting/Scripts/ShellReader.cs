namespace Rex.Host.Linting.Scripts;

/// <summary>
/// Reads a shell script as far as rules need it: simple commands, what stands between them, and what is assigned. It knows quotes, comments,
/// here-documents and substitutions; of what it does not know it makes words, so that a script is never refused.
/// </summary>
internal sealed class ShellReader
{
    private const int MaxDepth = 8;

    private readonly ShellCursor _cursor;
    private readonly ShellCommandList _list;
    private readonly List<ShellCommand> _commands;
    private readonly int _depth;
    private readonly List<string> _hereDocuments = [];

    private ShellReader(string text, int line, int depth, string? assignedTo, List<ShellCommand> commands)
    {
        _cursor = new ShellCursor(text, line);
        _list = new ShellCommandList(commands, assignedTo);
        _commands = commands;
        _depth = depth;
    }

    /// <summary>The commands of a script, those in a substitution before the one that they stand in.</summary>
    public static IReadOnlyList<ShellCommand> Read(string script)
    {
        var commands = new List<ShellCommand>();
        new ShellReader(script, 0, 0, null, commands).Read();
        return commands;
    }

    private void Read()
    {
        while (!_cursor.IsAtEnd)
        {
            ReadOne();
        }

        _list.EndCommand("", _cursor.Line);
    }

    private void ReadOne()
    {
        switch (_cursor.Current)
        {
            case '\n':
                NewLine();
                break;
            case ' ' or '\t' or '\r':
                _list.EndWord(_cursor.Line);
                _cursor.Take(1);
                break;
            case '#' when !_list.HasWord:
                _cursor.TakeTo('\n');
                break;
            case '\\':
                Escape();
                break;
            case '\'':
                _cursor.Take(1);
                _list.Append(_cursor.TakeTo('\''));
                _cursor.Take(1);
                break;
            case '"':
                DoubleQuoted();
                break;
            case '{' when _cursor.StartsWith("{{"):
                _list.Append(_cursor.TakeTag());
                break;
            case '$' or '`' when Substitution():
                break;
            case '<' when _cursor.StartsWith("<<") && !_cursor.StartsWith("<<<"):
                HereDocument();
                break;
            case ';' or '(' or ')':
                Operator(";", 1);
                break;
            case '|':
                Operator(_cursor.StartsWith("||") ? "||" : "|");
                break;
            // In 2>&1 and &>file it is no operator.
            case '&' when _cursor.Previous != '>' && !_cursor.StartsWith("&>"):
                Operator(_cursor.StartsWith("&&") ? "&&" : "&");
                break;
            default:
                _list.Append(_cursor.Take(1));
                break;
        }
    }

    private void Operator(string op, int? length = null)
    {
        _list.EndCommand(op, _cursor.Line);
        _cursor.Take(length ?? op.Length);
    }

    private void NewLine()
    {
        Operator("", 1);
        foreach (var end in _hereDocuments)
        {
            while (!_cursor.IsAtEnd)
            {
                var line = _cursor.TakeTo('\n');
                _cursor.Take(1);
                if (line.Trim() == end)
                {
                    break;
                }
            }
        }

        _hereDocuments.Clear();
    }

    private void HereDocument()
    {
        _list.EndWord(_cursor.Line);
        _cursor.Take(2);
        _cursor.TakeWhile(character => character is '-' or ' ' or '\t');
        var end = _cursor.TakeWhile(character => !char.IsWhiteSpace(character) && character is not (';' or '|' or '&' or ')'));
        _hereDocuments.Add(end.Trim('\'', '"'));
    }

    private void Escape()
    {
        _cursor.Take(1);
        if (_cursor.Current == '\n')
        {
            _list.EndWord(_cursor.Line);
            _cursor.Take(1);
        }
        else
        {
            _list.Append(_cursor.Take(1));
        }
    }

    private void DoubleQuoted()
    {
        _list.Append("");
        _cursor.Take(1);
        while (!_cursor.IsAtEnd && _cursor.Current != '"')
        {
            if (_cursor.Current == '\\')
            {
                _cursor.Take(1);
                _list.Append(_cursor.Take(1));
            }
            else if (_cursor.StartsWith("{{"))
            {
                _list.Append(_cursor.TakeTag());
            }
            else if (_cursor.Current is not ('$' or '`') || !Substitution())
            {
                _list.Append(_cursor.Take(1));
            }
        }

        _cursor.Take(1);
    }

    private bool Substitution()
    {
        var isBackquoted = _cursor.Current == '`';
        if (_depth >= MaxDepth || !(isBackquoted || _cursor.StartsWith("$(")))
        {
            return false;
        }

        var assigned = _list.Assigned;
        var line = _cursor.Line;
        var opening = _cursor.Take(isBackquoted ? 1 : 2);
        var inner = isBackquoted ? _cursor.TakeTo('`') : _cursor.TakeToClosingParenthesis();
        _list.Append(opening + inner + _cursor.Take(1));
        new ShellReader(inner, line, _depth + 1, assigned, _commands).Read();
        return true;
    }
}

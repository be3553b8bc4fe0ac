using System.Text;

namespace Rex.Host.Linting.Scripts;

/// <summary>
/// Reads a shell script as far as rules need it: simple commands, what stands between them, and what is assigned. It knows quotes, comments,
/// here-documents and substitutions; of what it does not know it makes words, so that a script is never refused.
/// </summary>
internal sealed class ShellReader
{
    private const int MaxDepth = 8;

    private readonly string _text;
    private readonly int _depth;
    private readonly string? _assignedTo;
    private readonly List<ShellCommand> _commands;
    private readonly List<string> _hereDocuments = [];
    private readonly StringBuilder _word = new();
    private bool _hasWord;

    // Whether a tag that begins here may end: looked for once, or a text of nothing but braces takes forever.
    private bool _hasTags = true;
    private ShellCommand? _command;
    private ShellCommand? _previous;
    private int _at;
    private int _line;

    private ShellReader(string text, int line, int depth, string? assignedTo, List<ShellCommand> commands)
    {
        _text = text;
        _line = line;
        _depth = depth;
        _assignedTo = assignedTo;
        _commands = commands;
    }

    private char Current => _text[_at];

    /// <summary>The commands of a script, those in a substitution before the one that they stand in.</summary>
    public static IReadOnlyList<ShellCommand> Read(string script)
    {
        var commands = new List<ShellCommand>();
        new ShellReader(script, 0, 0, null, commands).Read();
        return commands;
    }

    private void Read()
    {
        while (_at < _text.Length)
        {
            ReadOne();
        }

        EndCommand("");
    }

    private void ReadOne()
    {
        switch (Current)
        {
            case '\n':
                NewLine();
                break;
            case ' ' or '\t' or '\r':
                EndWord();
                _at++;
                break;
            case '#' when !_hasWord:
                SkipWhile(character => character != '\n');
                break;
            case '\\':
                Escape();
                break;
            case '\'':
                Quoted();
                break;
            case '"':
                DoubleQuoted();
                break;
            case '{' when StartsWith("{{"):
                Tag();
                break;
            case '$' or '`' when Substitution():
                break;
            case '<' when StartsWith("<<") && !StartsWith("<<<"):
                HereDocument();
                break;
            case ';' or '(' or ')':
                EndCommand(";");
                _at++;
                break;
            case '|':
                Operator(StartsWith("||") ? "||" : "|");
                break;
            // In 2>&1 and &>file it is no operator.
            case '&' when !(_at > 0 && _text[_at - 1] == '>') && !StartsWith("&>"):
                Operator(StartsWith("&&") ? "&&" : "&");
                break;
            default:
                Append(Current);
                _at++;
                break;
        }
    }

    private bool StartsWith(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private void Append(char character)
    {
        _word.Append(character);
        _hasWord = true;
    }

    private void EndWord()
    {
        if (!_hasWord)
        {
            return;
        }

        if (_command is null)
        {
            _command = new ShellCommand { Line = _line, AssignedTo = _assignedTo };
            _previous?.Follow(_command);
        }

        _command.Add(_word.ToString());
        _word.Clear();
        _hasWord = false;
    }

    private void EndCommand(string op)
    {
        EndWord();
        if (_command is null)
        {
            return;
        }

        _command.End(op);
        _commands.Add(_command);
        _previous = _command;
        _command = null;
    }

    private void Operator(string op)
    {
        EndCommand(op);
        _at += op.Length;
    }

    private void NewLine()
    {
        // A line that ends in an operator goes on in the next: no command is open then, and the last one keeps its operator.
        EndCommand("");
        _at++;
        _line++;
        foreach (var end in _hereDocuments)
        {
            SkipHereDocument(end);
        }

        _hereDocuments.Clear();
    }

    private void SkipHereDocument(string end)
    {
        while (_at < _text.Length)
        {
            var stop = _text.IndexOf('\n', _at);
            var line = stop < 0 ? _text[_at..] : _text[_at..stop];
            _at = stop < 0 ? _text.Length : stop + 1;
            _line++;
            if (line.Trim() == end)
            {
                return;
            }
        }
    }

    private void HereDocument()
    {
        EndWord();
        _at += 2;
        SkipWhile(character => character is '-' or ' ' or '\t');
        var start = _at;
        SkipWhile(character => !char.IsWhiteSpace(character) && character is not (';' or '|' or '&' or ')'));
        _hereDocuments.Add(_text[start.._at].Trim('\'', '"'));
    }

    private void Escape()
    {
        _at++;
        if (_at < _text.Length)
        {
            if (Current == '\n')
            {
                EndWord();
                _line++;
            }
            else
            {
                Append(Current);
            }

            _at++;
        }
    }

    private void Quoted()
    {
        _hasWord = true;
        _at++;
        while (_at < _text.Length && Current != '\'')
        {
            Take();
        }

        _at++;
    }

    private void DoubleQuoted()
    {
        _hasWord = true;
        _at++;
        while (_at < _text.Length && Current != '"')
        {
            if (Current == '\\' && _at + 1 < _text.Length)
            {
                _at++;
                Take();
            }
            else if (StartsWith("{{"))
            {
                Tag();
            }
            else if (Current is not ('$' or '`') || !Substitution())
            {
                Take();
            }
        }

        _at++;
    }

    // A tag of Argo Workflows may have blanks and quotes in it, and is one word.
    private void Tag()
    {
        var end = _hasTags ? _text.IndexOf("}}", _at, StringComparison.Ordinal) : -1;
        _hasTags = end >= 0;
        var stop = end < 0 ? _at + 2 : end + 2;
        while (_at < stop)
        {
            Take();
        }
    }

    private bool Substitution()
    {
        var isBackquoted = Current == '`';
        if (_depth >= MaxDepth || !(isBackquoted || StartsWith("$(")))
        {
            return false;
        }

        var assigned = _word.Length > 1 && _word[^1] == '=' ? _word.ToString(0, _word.Length - 1) : null;
        var line = _line;
        var start = _at + (isBackquoted ? 1 : 2);
        var end = isBackquoted ? _text.IndexOf('`', start) : ClosingParenthesis(start);
        end = end < 0 ? _text.Length : end;
        var inner = _text[start..end];
        var stop = Math.Min(end + 1, _text.Length);
        while (_at < stop)
        {
            Take();
        }

        new ShellReader(inner, line, _depth + 1, assigned, _commands).Read();
        return true;
    }

    private int ClosingParenthesis(int start)
    {
        var open = 1;
        char? quote = null;
        for (var at = start; at < _text.Length; at++)
        {
            var character = _text[at];
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
                return at;
            }
        }

        return -1;
    }

    private void Take()
    {
        if (Current == '\n')
        {
            _line++;
        }

        Append(Current);
        _at++;
    }

    private void SkipWhile(Func<char, bool> skip)
    {
        while (_at < _text.Length && skip(Current))
        {
            _at++;
        }
    }
}

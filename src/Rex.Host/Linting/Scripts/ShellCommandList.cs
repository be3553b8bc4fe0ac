using System.Text;

namespace Rex.Host.Linting.Scripts;

/// <summary>Puts words together to commands, and commands one behind the other.</summary>
/// <param name="commands">Where complete commands go.</param>
/// <param name="assignedTo">The variable that takes what they print; null where none does.</param>
internal sealed class ShellCommandList(List<ShellCommand> commands, string? assignedTo)
{
    private readonly StringBuilder _word = new();
    private ShellCommand? _command;
    private ShellCommand? _previous;

    /// <summary>Whether a word has begun, be it an empty one in quotes.</summary>
    public bool HasWord { get; private set; }

    /// <summary>The variable that the word assigns to, where nothing stands behind the equals sign yet; else null.</summary>
    public string? Assigned => _word.Length > 1 && _word[^1] == '=' ? _word.ToString(0, _word.Length - 1) : null;

    /// <summary>Adds to the word.</summary>
    public void Append(string text)
    {
        _word.Append(text);
        HasWord = true;
    }

    /// <summary>Ends the word, if one has begun.</summary>
    public void EndWord(int line)
    {
        if (!HasWord)
        {
            return;
        }

        if (_command is null)
        {
            _command = new ShellCommand { Line = line, AssignedTo = assignedTo };
            _previous?.Follow(_command);
        }

        _command.Add(_word.ToString());
        _word.Clear();
        HasWord = false;
    }

    /// <summary>Ends the command, if one has begun. A line that ends in an operator leaves none open, and the operator stays.</summary>
    public void EndCommand(string op, int line)
    {
        EndWord(line);
        if (_command is null)
        {
            return;
        }

        _command.End(op);
        commands.Add(_command);
        _previous = _command;
        _command = null;
    }
}

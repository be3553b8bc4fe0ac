namespace Rex.Host.Linting.Scripts;

/// <summary>One simple command of a script, with its quotes taken off.</summary>
internal sealed class ShellCommand
{
    private readonly List<string> _words = [];

    /// <summary>The words, the program's name first; keywords such as <c>if</c> and assignments may stand before it.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>The line of the script on which it begins, counted from zero.</summary>
    public required int Line { get; init; }

    /// <summary>The variable that takes its output; null where none does.</summary>
    public required string? AssignedTo { get; init; }

    /// <summary>The operator behind it, as <c>||</c>; empty at the end of a line.</summary>
    public string Operator { get; private set; } = "";

    /// <summary>The command behind the operator; null where it is the last.</summary>
    public ShellCommand? Next { get; private set; }

    /// <summary>The command behind <c>||</c> after it, or after the pipeline that it begins or is in; null where there is none.</summary>
    public ShellCommand? Fallback
    {
        get
        {
            var last = this;
            while (last is { Operator: "|", Next: { } piped })
            {
                last = piped;
            }

            return last.Operator == "||" ? last.Next : null;
        }
    }

    /// <summary>Adds a word.</summary>
    public void Add(string word) => _words.Add(word);

    /// <summary>Says what stands behind it.</summary>
    public void End(string op) => Operator = op;

    /// <summary>Says which command stands behind it.</summary>
    public void Follow(ShellCommand next) => Next = next;
}

namespace Rex.Host.Linting.Scripts;

/// <summary>A call of a command line tool as kubectl or argo: what stands alone, and what its options say.</summary>
internal sealed class ToolCommand
{
    private static readonly HashSet<string> NotRun = ["echo", "printf", "which", "alias", "man"];

    private ToolCommand(IReadOnlyList<string> arguments, IReadOnlyList<(string Name, string Value)> options)
    {
        Arguments = arguments;
        Options = options;
    }

    /// <summary>What stands alone: the verb, what it is about, its name.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The options, with their dashes, and their values; empty for a switch.</summary>
    public IReadOnlyList<(string Name, string Value)> Options { get; }

    /// <summary>The verb; empty where there is none.</summary>
    public string Verb => Arguments.Count > 0 ? Arguments[0] : "";

    /// <summary>The call of a tool in a command; null where it calls another one, or only prints the name.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="words">The command's words.</param>
    /// <param name="switches">The options that take no value.</param>
    public static ToolCommand? Of(string tool, IReadOnlyList<string> words, IReadOnlySet<string> switches)
    {
        // Before it may stand keywords, assignments, and what runs it: timeout 60 kubectl, xargs kubectl.
        var start = words.TakeWhile(word => word.Split('/')[^1] != tool).Count();
        if (start == words.Count || words.Take(start).Any(NotRun.Contains))
        {
            return null;
        }

        var arguments = new List<string>();
        var options = new List<(string, string)>();
        for (var at = start + 1; at < words.Count && words[at] != "--"; at++)
        {
            var word = words[at];
            if (word is not ['-', _, ..])
            {
                arguments.Add(word);
            }
            else if (word.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && (word[1] == '-' || equals == 2))
            {
                options.Add((word[..equals], word[(equals + 1)..]));
            }
            else if (word[1] != '-' && word.Length > 2)
            {
                // -lapp=a, or switches written as one: -it.
                options.Add(switches.Contains(word[..2]) ? (word, "") : (word[..2], word[2..]));
            }
            else if (switches.Contains(word) || at + 1 >= words.Count)
            {
                options.Add((word, ""));
            }
            else
            {
                options.Add((word, words[++at]));
            }
        }

        return new ToolCommand(arguments, options);
    }

    /// <summary>The values of an option, under whichever of its names.</summary>
    public IEnumerable<string> Values(params string[] names) =>
        Options.Where(option => names.Contains(option.Name)).Select(option => option.Value);
}

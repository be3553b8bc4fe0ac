using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Scripts;

/// <summary>The commands that a container runs, as far as a shell or the container's own command line says so.</summary>
internal sealed class Script
{
    private static readonly HashSet<string> Shells = ["sh", "bash", "ash", "dash", "ksh", "zsh"];

    private readonly ManifestNode _text;

    private Script(ManifestNode text, IReadOnlyList<ShellCommand> commands)
    {
        _text = text;
        Commands = commands;
    }

    /// <summary>The commands, those in a substitution before the one that they stand in.</summary>
    public IReadOnlyList<ShellCommand> Commands { get; }

    /// <summary>The scripts below a node, wherever a container or a script template stands in it.</summary>
    public static IEnumerable<Script> In(ManifestNode root) =>
        root.Tree().Select(each => each.Node).Where(node => node.Kind == NodeKind.Mapping).SelectMany(Of);

    /// <summary>Where a command is in the file.</summary>
    public Position PlaceOf(ShellCommand command) => _text.LineOfText(command.Line);

    private static IEnumerable<Script> Of(ManifestNode node)
    {
        if (node["resource"] is { Kind: NodeKind.Mapping } resource && resource["flags"] is { } flags)
        {
            // The executor puts them behind kubectl and the action.
            return [OfWords(flags, ["kubectl", resource.TextAt("action") ?? "", .. Words(flags)])];
        }

        List<string> command = [.. Words(node["command"])];
        if (node["source"] is { Kind: NodeKind.Scalar, Text: { } source } text && node["image"] is not null)
        {
            return IsShell(command) ? [new Script(text, ShellReader.Read(source))] : [];
        }

        if (command.Count == 0 && node["args"] is null)
        {
            return [];
        }

        List<ManifestNode> words = [.. Nodes(node["command"]), .. Nodes(node["args"])];
        if (!IsShell(command))
        {
            return words.Count == 0 ? [] : [OfWords(words[0], words.Select(word => word.Text!))];
        }

        // sh -c, bash -euo pipefail -c: the script is the word behind.
        return words
            .SkipWhile(word => !IsCommandOption(word.Text!))
            .Skip(1)
            .Take(1)
            .Select(word => new Script(word, ShellReader.Read(word.Text!)));
    }

    private static Script OfWords(ManifestNode place, IEnumerable<string> words)
    {
        var command = new ShellCommand { Line = 0, AssignedTo = null };
        foreach (var word in words)
        {
            command.Add(word);
        }

        return new Script(place, [command]);
    }

    private static bool IsCommandOption(string word) => word is ['-', not '-', ..] && word.Contains('c', StringComparison.Ordinal);

    private static bool IsShell(List<string> command) => command.Count > 0 && Shells.Contains(command[0].Split('/')[^1]);

    private static IEnumerable<ManifestNode> Nodes(ManifestNode? list) => list?.Items.Where(item => item.Text is not null) ?? [];

    private static IEnumerable<string> Words(ManifestNode? list) => Nodes(list).Select(item => item.Text!);
}

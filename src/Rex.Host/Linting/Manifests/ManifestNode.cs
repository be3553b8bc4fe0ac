using YamlDotNet.Core;

namespace Rex.Host.Linting.Manifests;

/// <summary>
/// A node of a YAML document, with its place. Aliases share the node that they name, so that a node may stand in more than one place: <see cref="Size"/>
/// counts it in each.
/// </summary>
internal sealed class ManifestNode
{
    private ManifestNode(NodeKind kind, Position position)
    {
        Kind = kind;
        Position = position;
    }

    /// <summary>What it is.</summary>
    public NodeKind Kind { get; }

    /// <summary>Where it begins.</summary>
    public Position Position { get; }

    /// <summary>A scalar's text; null for what is no scalar.</summary>
    public string? Text { get; private init; }

    /// <summary>How a scalar is written.</summary>
    public ScalarStyle Style { get; private init; }

    /// <summary>By how much the lines of a literal block are indented.</summary>
    public int Indent { get; private init; }

    /// <summary>What a mapping holds; a key that stands there twice is here twice.</summary>
    public IReadOnlyList<ManifestEntry> Entries { get; private init; } = [];

    /// <summary>What a list holds.</summary>
    public IReadOnlyList<ManifestNode> Items { get; private init; } = [];

    /// <summary>How many nodes it would be with every alias written out.</summary>
    public long Size { get; private init; } = 1;

    /// <summary>Whether it is a scalar that stands for nothing.</summary>
    public bool IsNull => Kind == NodeKind.Scalar && Style == ScalarStyle.Plain && Text is "" or "~" or "null";

    /// <summary>The value of a key, the last one where it stands there twice, as Kubernetes takes it; null where there is none.</summary>
    public ManifestNode? this[string key] => Entries.LastOrDefault(entry => entry.Name == key)?.Value;

    /// <summary>A scalar.</summary>
    public static ManifestNode Scalar(string text, ScalarStyle style, Position position, int indent) =>
        new(NodeKind.Scalar, position)
        {
            Text = text,
            Style = style,
            Indent = indent,
        };

    /// <summary>A mapping.</summary>
    public static ManifestNode Mapping(IReadOnlyList<ManifestEntry> entries, Position position) =>
        new(NodeKind.Mapping, position) { Entries = entries, Size = 1 + entries.Sum(entry => entry.Key.Size + entry.Value.Size) };

    /// <summary>A list.</summary>
    public static ManifestNode Sequence(IReadOnlyList<ManifestNode> items, Position position) =>
        new(NodeKind.Sequence, position) { Items = items, Size = 1 + items.Sum(item => item.Size) };

    /// <summary>The place of a line of the text, counted from zero. Only a literal block keeps its lines; all else is where the scalar is.</summary>
    public Position LineOfText(int line) => Style == ScalarStyle.Literal ? new Position(Position.Line + 1 + line, Indent + 1) : Position;

    /// <summary>The node at the end of these keys; null where one of them is missing.</summary>
    public ManifestNode? At(params ReadOnlySpan<string> keys)
    {
        var node = this;
        foreach (var key in keys)
        {
            node = node[key];
            if (node is null)
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>The text at the end of these keys; null where there is none, or an empty one.</summary>
    public string? TextAt(params ReadOnlySpan<string> keys) => At(keys) is { IsNull: false, Text: { Length: > 0 } text } ? text : null;

    /// <summary>The items of the list at the end of these keys; none where there is no list.</summary>
    public IReadOnlyList<ManifestNode> ItemsAt(params ReadOnlySpan<string> keys) => At(keys)?.Items ?? [];

    /// <summary>The entries of the mapping at the end of these keys; none where there is no mapping.</summary>
    public IReadOnlyList<ManifestEntry> EntriesAt(params ReadOnlySpan<string> keys) => At(keys)?.Entries ?? [];

    /// <summary>Every node below and including this one with the key under which it stands (a list's items stand under the list's), in no order.</summary>
    public IEnumerable<(string Key, ManifestNode Node)> Tree()
    {
        var open = new Stack<(string Key, ManifestNode Node)>();
        open.Push(("", this));
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var entry in next.Node.Entries)
            {
                open.Push((entry.Name, entry.Value));
            }

            foreach (var item in next.Node.Items)
            {
                open.Push((next.Key, item));
            }
        }
    }
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Rex.Host.Linting.Manifests;

/// <summary>Makes nodes with places out of a document's text, whatever the text.</summary>
internal sealed class DocumentParser
{
    /// <summary>How deep nodes may be nested. Kubernetes' own objects stay below thirty.</summary>
    public const int MaxDepth = 200;

    /// <summary>How many nodes a document may have with its aliases written out; objects that exist have some thousands.</summary>
    public const int MaxSize = 500_000;

    /// <summary>How many characters a document may have: the API server takes no request of more than 3 MiB.</summary>
    public const int MaxLength = 3 * 1024 * 1024;

    // Each try moves one text in quotes; the last tells of what is left.
    private const int MaxTries = 20;

    private readonly Parser _events;
    private readonly DocumentText _text;
    private readonly Dictionary<string, ManifestNode> _anchors = [];
    private readonly List<SyntaxProblem> _problems = [];

    private int _read;

    private DocumentParser(DocumentText text, string content)
    {
        _events = new Parser(new StringReader(content));
        _text = text;
    }

    /// <summary>Reads a document.</summary>
    public static ParsedDocument Parse(DocumentText text)
    {
        var content = text.Text;
        if (content.Length > MaxLength)
        {
            return new ParsedDocument(
                null,
                [new SyntaxProblem(text.Place(1, 1), "the document has more than 3 MiB, which no API server takes")]
            );
        }

        var parser = new DocumentParser(text, content);
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new ParsedDocument(parser.Document(), parser._problems);
            }
            catch (YamlException error)
            {
                if (tries == MaxTries || QuotedLines.MoveRight(content, (int)error.Start.Index) is not { } moved)
                {
                    return parser.Failed(parser.Place(error.Start), Sentence(error.Message));
                }

                content = moved;
                parser = new DocumentParser(text, content);
            }
            // The scanner was written for well-formed text: on some other text it fails in the ways of a program with a fault.
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                return parser.Failed(text.Place(1, 1), Sentence(error.Message));
            }
        }
    }

    private ParsedDocument Failed(Position position, string message) => new(null, [.. _problems, new SyntaxProblem(position, message)]);

    private ManifestNode? Document()
    {
        _events.MoveNext();
        if (!_events.MoveNext() || _events.Current is not DocumentStart)
        {
            return null;
        }

        _events.MoveNext();
        var root = Node(0);
        _events.MoveNext();
        if (_events.MoveNext() && _events.Current is DocumentStart second)
        {
            _problems.Add(new SyntaxProblem(Place(second.Start), "a second document begins without a line of dashes before it"));
        }

        return root;
    }

    // Leaves the parser on the node's last event.
    private ManifestNode Node(int depth)
    {
        var here = _events.Current!;
        var position = Place(here.Start);
        if (++_read > MaxSize)
        {
            throw TooBig(here);
        }

        if (depth > MaxDepth)
        {
            throw new YamlException(here.Start, here.End, $"nodes are nested more than {MaxDepth} deep");
        }

        var node = here switch
        {
            AnchorAlias alias => Named(alias),
            Scalar scalar => Scalar(scalar, position),
            SequenceStart => ManifestNode.Sequence(Items(depth), position),
            MappingStart => ManifestNode.Mapping(Entries(depth), position),
            _ => throw new YamlException(here.Start, here.End, "a value is expected"),
        };
        if (node.Size > MaxSize)
        {
            throw TooBig(here);
        }

        // Only now: an alias inside of what its anchor names would never end.
        if (here is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = node;
        }

        return node;
    }

    private static YamlException TooBig(ParsingEvent here) =>
        new(here.Start, here.End, $"the document has more than {MaxSize} nodes once its aliases are written out");

    private ManifestNode Named(AnchorAlias alias) =>
        _anchors.GetValueOrDefault(alias.Value.Value)
        ?? throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value.Value} names no anchor that is complete before it");

    private List<ManifestNode> Items(int depth)
    {
        var items = new List<ManifestNode>();
        while (_events.MoveNext() && _events.Current is not SequenceEnd)
        {
            items.Add(Node(depth + 1));
        }

        return items;
    }

    private List<ManifestEntry> Entries(int depth)
    {
        var entries = new List<ManifestEntry>();
        var names = new HashSet<string>();
        while (_events.MoveNext() && _events.Current is not MappingEnd)
        {
            var key = Node(depth + 1);
            if (key.Text is { } name && name != "<<" && !names.Add(name))
            {
                _problems.Add(new SyntaxProblem(key.Position, $"the key '{name}' is there twice"));
            }

            _events.MoveNext();
            var value = Node(depth + 1);
            if (key.Text == "<<")
            {
                // A key of the mapping itself wins over a merged one, wherever the merge stands; the last of two is taken.
                entries.InsertRange(0, value.Kind == NodeKind.Sequence ? value.Items.SelectMany(item => item.Entries) : value.Entries);
            }
            else
            {
                entries.Add(new ManifestEntry(key, value));
            }
        }

        return entries;
    }

    private Position Place(Mark mark) => _text.Place((int)mark.Line, (int)mark.Column);

    private ManifestNode Scalar(Scalar scalar, Position position)
    {
        var text = TemplateTags.Restore(scalar.Value);
        var indent = scalar.Style == ScalarStyle.Literal ? _text.IndentBelow((int)scalar.Start.Line) : 0;
        return ManifestNode.Scalar(text, scalar.Style, position, indent);
    }

    private static string Sentence(string message) => message.ReplaceLineEndings(" ").Trim();
}

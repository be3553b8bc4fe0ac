using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rex.Host.Deploying;

/// <summary>One object of a manifest as a tree, to be changed and written. What is put in is always quoted: no value is ever part of the text's own syntax.</summary>
internal sealed class ManifestDocument(YamlMappingNode root)
{
    /// <summary>Its kind.</summary>
    public string Kind => Text("kind") ?? "";

    /// <summary>Its name.</summary>
    public string Name => Text("metadata", "name") ?? "";

    /// <summary>Reads all documents of a file. What is said once and referred to stands in each place then, so that a change reaches one place.</summary>
    public static IReadOnlyList<ManifestDocument> ReadAll(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        return [.. stream.Documents.Select(document => new ManifestDocument((YamlMappingNode)Copy(document.RootNode)))];
    }

    /// <summary>The text at a path; null where there is none.</summary>
    public string? Text(params ReadOnlySpan<string> path) => (Find(path) as YamlScalarNode)?.Value;

    /// <summary>The items of the list at a path; none where there is none.</summary>
    public IEnumerable<YamlNode> Items(params ReadOnlySpan<string> path) => (Find(path) as YamlSequenceNode)?.Children ?? [];

    /// <summary>The objects of the list at a path.</summary>
    public IEnumerable<ManifestDocument> Objects(params ReadOnlySpan<string> path) =>
        Items(path).OfType<YamlMappingNode>().Select(map => new ManifestDocument(map));

    /// <summary>The object at a path; null where there is none.</summary>
    public ManifestDocument? Object(params ReadOnlySpan<string> path) =>
        Find(path) is YamlMappingNode map ? new ManifestDocument(map) : null;

    /// <summary>Puts a text at a path.</summary>
    public void Set(string text, params ReadOnlySpan<string> path) => Put(Quoted(text), path);

    /// <summary>Puts a number at a path.</summary>
    public void Set(long number, params ReadOnlySpan<string> path) =>
        Put(new YamlScalarNode(number.ToString(System.Globalization.CultureInfo.InvariantCulture)), path);

    /// <summary>Puts a list of texts at a path.</summary>
    public void Set(IEnumerable<string> texts, params ReadOnlySpan<string> path) => Put(new YamlSequenceNode(texts.Select(Quoted)), path);

    /// <summary>Puts a list of objects at a path.</summary>
    public void Set(IEnumerable<ManifestDocument> objects, params ReadOnlySpan<string> path) =>
        Put(new YamlSequenceNode(objects.Select(one => one.Root)), path);

    /// <summary>Puts a label on the object.</summary>
    public void Label(string key, string value)
    {
        if (Find(["metadata", "labels"]) is null)
        {
            Put(new YamlMappingNode(), ["metadata", "labels"]);
        }

        Set(value, "metadata", "labels", key);
    }

    /// <summary>Puts the object into a namespace, and the accounts that it binds.</summary>
    public void MoveTo(string @namespace)
    {
        Set(@namespace, "metadata", "namespace");
        foreach (var subject in Objects("subjects"))
        {
            subject.Set(@namespace, "namespace");
        }
    }

    /// <summary>Writes it as one document of a stream.</summary>
    public void Write(TextWriter output)
    {
        using var text = new StringWriter { NewLine = "\n" };
        // Lines are never folded: a value stays recognisable, and no reader's folding matters.
        new YamlStream(new YamlDocument(Root)).Save(
            new Emitter(text, EmitterSettings.Default.WithBestWidth(int.MaxValue).WithNewLine("\n")),
            assignAnchors: false
        );
        output.Write("---\n");
        output.Write(text.ToString().TrimEnd().TrimEnd('.').TrimEnd());
        output.Write('\n');
    }

    private YamlMappingNode Root { get; } = root;

    private YamlNode? Find(ReadOnlySpan<string> path)
    {
        YamlNode? node = Root;
        foreach (var name in path)
        {
            node = node is YamlMappingNode map && map.Children.TryGetValue(name, out var child) ? child : null;
        }

        return node;
    }

    private void Put(YamlNode node, ReadOnlySpan<string> path)
    {
        var parent =
            Find(path[..^1]) as YamlMappingNode
            ?? throw new InvalidOperationException($"There is no {string.Join('.', path[..^1]!)} in {Kind} {Name}.");
        parent.Children[path[^1]] = node;
    }

    private static YamlNode Copy(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new YamlMappingNode(map.Select(entry => KeyValuePair.Create(Copy(entry.Key), Copy(entry.Value)))),
            YamlSequenceNode list => new YamlSequenceNode(list.Select(Copy)),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } => new YamlScalarNode(plain),
            var scalar => Quoted(((YamlScalarNode)scalar).Value ?? ""),
        };

    private static YamlScalarNode Quoted(string text) =>
        new(text) { Style = IsBlock(text) ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted };

    /// <summary>Whether it can stand as it is, line by line: a file, and nothing in it that a reader could take for anything else.</summary>
    private static bool IsBlock(string text) =>
        text.StartsWith('{')
        && text.EndsWith("}\n", StringComparison.Ordinal)
        && !text.Contains(" \n", StringComparison.Ordinal)
        && text.All(c => c is '\n' or (>= ' ' and < '\x7f'));
}

namespace Rex.Host.Linting.Manifests;

/// <summary>The text of one document, in a file or in a scalar of another document.</summary>
internal sealed class DocumentText
{
    private readonly int _firstLine;
    private readonly int _indent;
    private readonly Position? _fixed;
    private string[]? _lines;

    /// <summary>A document of a file.</summary>
    /// <param name="text">The text, with the line of dashes that opens it.</param>
    /// <param name="firstLine">The file's line on which it begins.</param>
    public DocumentText(string text, int firstLine)
    {
        Text = text;
        _firstLine = firstLine;
    }

    private DocumentText(ManifestNode scalar)
    {
        Text = TemplateTags.Hide(scalar.Text!);
        var first = scalar.LineOfText(0);
        _firstLine = first.Line;
        _indent = first.Column - 1;
        _fixed = first == scalar.Position ? first : null;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    private string[] Lines => _lines ??= Text.Split('\n');

    /// <summary>Whether a line holds nothing of a document: it is empty, a comment or a directive.</summary>
    public static bool IsBlank(string line) => line.AsSpan().Trim() is [] or ['#', ..] or ['%', ..];

    /// <summary>A document that is written as the text of a scalar.</summary>
    public static DocumentText Of(ManifestNode scalar) => new(scalar);

    /// <summary>Where a place in this text is in the file; both count from one.</summary>
    public Position Place(int line, int column) => _fixed ?? new Position(line + _firstLine - 1, column + _indent);

    /// <summary>By how much the first line below a line, which counts from one, is indented in the file.</summary>
    public int IndentBelow(int line)
    {
        var content = Lines.Skip(line).FirstOrDefault(below => !string.IsNullOrWhiteSpace(below)) ?? "";
        return content.Length - content.TrimStart(' ').Length + _indent;
    }
}

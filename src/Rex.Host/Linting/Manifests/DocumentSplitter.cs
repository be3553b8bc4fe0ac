using System.Text;

namespace Rex.Host.Linting.Manifests;

/// <summary>
/// Cuts a file into its documents before anything is parsed, so that one that does not parse leaves the others alone. A line that begins with three
/// dashes opens a document wherever it stands (YAML 1.2.2, 9.1.2); Kubernetes' own readers cut the same way.
/// </summary>
internal static class DocumentSplitter
{
    /// <summary>The documents in their order; empty ones too, but for comments and directives before the first.</summary>
    public static IEnumerable<DocumentText> Split(string text)
    {
        var document = new StringBuilder();
        var firstLine = 1;
        var line = 0;
        var hasBegun = false;
        foreach (var content in text.Split('\n'))
        {
            line++;
            if (hasBegun && Opens(content))
            {
                yield return new DocumentText(document.ToString(), firstLine);
                document.Clear();
                firstLine = line;
            }

            hasBegun |= !DocumentText.IsBlank(content) || Opens(content);
            document.Append(content).Append('\n');
        }

        yield return new DocumentText(document.ToString(), firstLine);
    }

    private static bool Opens(string line) =>
        line.StartsWith("---", StringComparison.Ordinal) && (line.Length == 3 || char.IsWhiteSpace(line[3]));
}

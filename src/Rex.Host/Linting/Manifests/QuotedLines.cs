namespace Rex.Host.Linting.Manifests;

/// <summary>
/// Go's YAML reader, and so kubectl and Argo, takes a text in double quotes whose further lines stand further left than YAML allows; the parser here does
/// not. Blanks before such a line mean nothing, so some are put there.
/// </summary>
internal static class QuotedLines
{
    private const int MaxLines = 2000;

    /// <summary>The document with the lines of one text moved to the right; null where no text of several lines begins there.</summary>
    /// <param name="text">The document.</param>
    /// <param name="start">Where the text begins.</param>
    public static string? MoveRight(string text, int start)
    {
        if (start < 0 || start >= text.Length || text[start] != '"')
        {
            return null;
        }

        var end = start + 1;
        while (end < text.Length && text[end] != '"')
        {
            end += text[end] == '\\' ? 2 : 1;
        }

        var lines = text[start..Math.Min(end, text.Length)].Split('\n');
        if (lines.Length is 1 or > MaxLines)
        {
            return null;
        }

        // As far as the quotes stand themselves, which is more than whatever holds them; but far less than a line can be long.
        var blanks = new string(' ', Math.Min(start - text.LastIndexOf('\n', start), 2 * DocumentParser.MaxDepth));
        return string.Concat(text.AsSpan(0, start), string.Join("\n" + blanks, lines), text.AsSpan(Math.Min(end, text.Length)));
    }
}

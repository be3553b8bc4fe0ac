namespace Rex.Adapters.GitHub;

/// <summary>Reads the header <c>Link</c> (RFC 8288), as far as Rex needs it.</summary>
internal static class LinkHeader
{
    /// <summary>The address of the next page, as it stands in the header; null where there is none.</summary>
    public static string? Next(IEnumerable<string> values)
    {
        var link = values.SelectMany(value => Split(value, ',')).FirstOrDefault(IsNext);
        return link is null ? null : Split(link, ';').First().Trim().TrimStart('<').TrimEnd('>');
    }

    private static bool IsNext(string link)
    {
        // What comes after the address are parameters; of several relations the first one counts.
        var parameters = Split(link, ';').Skip(1).Select(parameter => parameter.Split('=', 2)).Where(pair => pair.Length == 2);
        var relation = parameters.FirstOrDefault(pair => pair[0].Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))?[1];
        // It is a list of words, with or without quotes.
        return relation?.Trim().Trim('"').Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase) == true;
    }

    /// <summary>Splits a text where a separator stands neither in an address nor in quotes.</summary>
    private static IEnumerable<string> Split(string text, char separator)
    {
        var (start, isAddress, isQuoted) = (0, false, false);
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"' && !isAddress;
            isAddress = !isQuoted && (isAddress ? text[i] != '>' : text[i] == '<');
            if (text[i] == separator && !isAddress && !isQuoted)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}

namespace Rex.Core.Agents;

/// <summary>Kubernetes' rules for the keys and values of labels.</summary>
internal static class LabelSyntax
{
    private const int MaxNameLength = 63;
    private const int MaxPrefixLength = 253;

    /// <summary>Whether a text is a key: a name, with a DNS subdomain and a slash before it or without.</summary>
    public static bool IsKey(string? key)
    {
        var slash = key.AsSpan().IndexOf('/');
        return slash < 0 ? IsName(key) : IsSubdomain(key.AsSpan(0, slash)) && IsName(key.AsSpan(slash + 1));
    }

    /// <summary>Whether a text is a value: empty, or of the form of a name.</summary>
    public static bool IsValue(string? value) => value is not null && (value.Length == 0 || IsName(value));

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return name.Length is > 0 and <= MaxNameLength && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);
    }

    private static bool IsSubdomain(ReadOnlySpan<char> prefix)
    {
        foreach (var part in prefix.Split('.'))
        {
            if (!IsDnsLabel(prefix[part]))
            {
                return false;
            }
        }

        return prefix.Length <= MaxPrefixLength;
    }

    private static bool IsDnsLabel(ReadOnlySpan<char> part)
    {
        foreach (var character in part)
        {
            if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-')
            {
                return false;
            }
        }

        return !part.IsEmpty && part[0] != '-' && part[^1] != '-';
    }
}

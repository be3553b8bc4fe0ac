using System.Text.RegularExpressions;

namespace Rex.Simulator.Oracles;

/// <summary>What a request to the Kubernetes API is about, read from its path.</summary>
/// <param name="Plural">The kind of object.</param>
/// <param name="Name">The object's name; empty for a collection.</param>
/// <param name="Subresource">The subresource; empty for none.</param>
internal sealed partial record ResourcePath(string Plural, string Name, string Subresource)
{
    public static ResourcePath? Parse(string path)
    {
        var match = Pattern().Match(path);
        return match.Success
            ? new ResourcePath(match.Groups["plural"].Value, Uri.UnescapeDataString(match.Groups["name"].Value), match.Groups["sub"].Value)
            : null;
    }

    public override string ToString() => $"{Plural}/{Name}";

    [GeneratedRegex(
        @"\A/api(s/[^/]+)?/v[^/]+(/namespaces/[^/?]+)?/(?<plural>[^/?]+)(/(?<name>[^/?]+)(/(?<sub>[^/?]+))?)?(\?.*)?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Pattern();
}

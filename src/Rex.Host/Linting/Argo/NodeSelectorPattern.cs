using System.Text.RegularExpressions;

namespace Rex.Host.Linting.Argo;

/// <summary>Finds the selector of nodes in the body of a request to the Argo Server.</summary>
internal static partial class NodeSelectorPattern
{
    /// <summary>The selector in a text; null where there is none.</summary>
    public static string? Find(string text) => Selector().Match(text) is { Success: true } match ? match.Groups["selector"].Value : null;

    [GeneratedRegex("\"nodeFieldSelector\"\\s*:\\s*\"(?<selector>[^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Selector();
}

using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Selectors;

/// <summary>A parsed <c>labelSelector</c>.</summary>
internal sealed class LabelSelector(IReadOnlyList<LabelRequirement> requirements)
{
    public static readonly LabelSelector Everything = new([]);

    /// <summary>Parses a selector.</summary>
    /// <exception cref="ApiException">400: the text is no selector.</exception>
    public static LabelSelector Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Everything : new LabelSelector(new LabelSelectorParser(text).Parse());

    public bool Matches(JsonMap? labels)
    {
        foreach (var requirement in requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }

        return true;
    }
}

using Rex.Embedded.Errors;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Selectors;

/// <summary>A parsed <c>fieldSelector</c>: names, and what the kind offers besides.</summary>
internal sealed class FieldSelector(ResourceStrategy strategy, IReadOnlyList<(string Field, string Value, bool Equal)> terms)
{
    /// <summary>Parses a selector for a kind.</summary>
    /// <exception cref="ApiException">400: no selector, or a field that the kind cannot be selected by.</exception>
    public static FieldSelector Parse(ResourceKind kind, string? text)
    {
        var terms = new List<(string, string, bool)>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var (field, value, equal) = Split(part);
            if (field is not ("metadata.name" or "metadata.namespace") && kind.Strategy.SelectableField(Json.JsonMap.Empty, field) is null)
            {
                throw ApiErrors.BadRequest($"field label not supported: {field}");
            }

            terms.Add((field, value, equal));
        }

        return new FieldSelector(kind.Strategy, terms);
    }

    /// <summary>Gets whether no more than one object of a namespace can match, by its name.</summary>
    public bool NamesOne => terms.Any(t => t is { Field: "metadata.name", Equal: true });

    public bool Matches(StoredObject obj)
    {
        foreach (var (field, value, equal) in terms)
        {
            var actual = field switch
            {
                "metadata.name" => obj.Key.Name,
                "metadata.namespace" => obj.Key.Namespace,
                _ => strategy.SelectableField(obj.Content, field),
            };
            if (string.Equals(actual, value, StringComparison.Ordinal) != equal)
            {
                return false;
            }
        }

        return true;
    }

    private static (string Field, string Value, bool Equal) Split(string part)
    {
        foreach (var (sign, equal) in ((string, bool)[])[("!=", false), ("==", true), ("=", true)])
        {
            var at = part.IndexOf(sign, StringComparison.Ordinal);
            if (at >= 0)
            {
                return (part[..at].Trim(), part[(at + sign.Length)..].Trim(), equal);
            }
        }

        throw ApiErrors.BadRequest($"invalid selector: '{part}'; can't understand '{part}'");
    }
}

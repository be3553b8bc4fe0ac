using Rex.Embedded.Json;

namespace Rex.Embedded.Apply;

/// <summary>Which fields values have, and in which they differ (<c>sigs.k8s.io/structured-merge-diff</c>, package <c>typed</c>).</summary>
internal static class ObjectFields
{
    /// <summary>Gets the paths of everything that can be owned in a value.</summary>
    public static FieldSet Of(FieldShape shape, JsonData? value)
    {
        if (shape.Divide(value) is not { } parts)
        {
            return FieldSet.Leaf;
        }

        var set = FieldSet.Empty;
        foreach (var part in parts)
        {
            // An entry of a map and an item of a list are owned themselves, beside what is in them.
            var below = Of(part.Shape, part.Value);
            set = set.With(part.Element, part.Declared ? below : below with { Member = true });
        }

        return set;
    }

    /// <summary>Gets the paths that both values have with different values at them.</summary>
    public static FieldSet Changed(FieldShape shape, JsonData? before, JsonData? after)
    {
        if (ReferenceEquals(before, after))
        {
            return FieldSet.Empty;
        }

        if (shape.Divide(before) is not { } old || shape.Divide(after) is not { } now)
        {
            return JsonData.DeepEquals(before, after) ? FieldSet.Empty : FieldSet.Leaf;
        }

        var byElement = old.DistinctBy(p => p.Element).ToDictionary(p => p.Element, p => p.Value, StringComparer.Ordinal);
        return now.Aggregate(
            FieldSet.Empty,
            (set, part) =>
                byElement.TryGetValue(part.Element, out var previous)
                    ? set.With(part.Element, Changed(part.Shape, previous, part.Value))
                    : set
        );
    }
}

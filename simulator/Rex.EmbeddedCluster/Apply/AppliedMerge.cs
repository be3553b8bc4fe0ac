using Rex.Embedded.Json;

namespace Rex.Embedded.Apply;

/// <summary>Puts an applied configuration over an object, and takes out what its manager applied before and nobody owns any more.</summary>
internal static class AppliedMerge
{
    public static JsonData Merge(FieldShape shape, JsonData? live, JsonData applied)
    {
        if (shape.Divide(live) is not { } before || shape.Divide(applied) is not { } parts)
        {
            return applied;
        }

        if (live is JsonMap map && applied is JsonMap)
        {
            return parts.Aggregate(map, (m, p) => m.With(p.Element[2..], Merge(p.Shape, m[p.Element[2..]], p.Value)));
        }

        return MergeList(before, parts);
    }

    /// <summary>Removes what is in one set and not in another, with all that is below it.</summary>
    /// <param name="shape">How the value is divided.</param>
    /// <param name="value">The value.</param>
    /// <param name="last">What the manager applied before.</param>
    /// <param name="owned">What anybody owns now.</param>
    public static JsonData? Prune(FieldShape shape, JsonData value, FieldSet last, FieldSet owned)
    {
        if (shape.Divide(value) is not { } parts)
        {
            return value;
        }

        var kept = new List<(string Element, JsonData Value)>();
        foreach (var part in parts)
        {
            var before = last.At(part.Element);
            var now = owned.At(part.Element);
            if (before is null)
            {
                kept.Add((part.Element, part.Value));
            }
            else if (now is not null && Prune(part.Shape, part.Value, before, now) is { } rest)
            {
                kept.Add((part.Element, rest));
            }
        }

        return value is JsonMap
            ? JsonMap.Of(kept.Select(k => (k.Element[2..], (JsonData?)k.Value)))
            : JsonList.Of(kept.Select(k => k.Value));
    }

    /// <summary>
    /// Joins two lists: items of both come in the order in which they were applied, others of the live list stay where they were between them.
    /// </summary>
    private static JsonList MergeList(IReadOnlyList<FieldPart> live, IReadOnlyList<FieldPart> applied)
    {
        var inLive = live.DistinctBy(p => p.Element).ToDictionary(p => p.Element, StringComparer.Ordinal);
        var inApplied = applied.Select(p => p.Element).ToHashSet(StringComparer.Ordinal);
        var shared = new Queue<string>(applied.Select(p => p.Element).Where(inLive.ContainsKey));
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var result = new List<JsonData>();
        var (left, right) = (0, 0);
        while (left < live.Count || right < applied.Count)
        {
            if (left < live.Count && !inApplied.Contains(live[left].Element))
            {
                result.Add(live[left++].Value);
            }
            else if (
                left < live.Count
                && (
                    taken.Contains(live[left].Element)
                    || right == applied.Count
                    || shared.TryPeek(out var next) && next != live[left].Element
                )
            )
            {
                // It has come already, or comes when its turn among the applied ones does.
                left++;
            }
            else
            {
                var part = applied[right++];
                taken.Add(part.Element);
                if (shared.TryPeek(out var first) && first == part.Element)
                {
                    shared.Dequeue();
                }

                result.Add(Merge(part.Shape, inLive.GetValueOrDefault(part.Element)?.Value, part.Value));
            }
        }

        return JsonList.Of(result);
    }
}

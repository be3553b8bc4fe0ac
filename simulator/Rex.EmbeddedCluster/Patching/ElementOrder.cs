using Rex.Embedded.Json;
using Rex.Embedded.Types;

namespace Rex.Embedded.Patching;

/// <summary>
/// The order of a merged list (<c>normalizeElementOrder</c>): the items that the patch names are in its order, or in that of its directive
/// <c>$setElementOrder</c>; the others keep theirs, and come before one that the patch names only where they did already.
/// </summary>
internal static class ElementOrder
{
    /// <summary>Brings a merged list into its order.</summary>
    /// <param name="merged">The items, in any order.</param>
    /// <param name="before">The list as it was.</param>
    /// <param name="named">What the patch names: items, or their keys alone.</param>
    /// <param name="field">The list's field, which knows by what items are told apart.</param>
    public static JsonList Sort(JsonList merged, JsonList before, JsonList named, ApiField? field)
    {
        var key = field is { MergeKey.Length: > 0 } ? field.MergeKey : null;
        JsonData? Identity(JsonData item) => item is JsonMap map && key is not null ? map[key] : item;
        int Place(JsonList list, JsonData item) => list.ToList().FindIndex(other => JsonData.DeepEquals(Identity(other), Identity(item)));

        var patched = new Queue<JsonData>(merged.Where(i => Place(named, i) >= 0).OrderBy(i => Place(named, i)));
        var others = new Queue<JsonData>(merged.Where(i => Place(named, i) < 0));
        var sorted = new List<JsonData>();
        while (patched.Count > 0 && others.Count > 0)
        {
            var (other, next) = (Place(before, others.Peek()), Place(before, patched.Peek()));
            sorted.Add(other >= 0 && next >= 0 && other < next ? others.Dequeue() : patched.Dequeue());
        }

        return JsonList.Of(sorted.Concat(patched).Concat(others));
    }
}

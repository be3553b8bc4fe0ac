using Rex.Embedded.Json;
using Rex.Embedded.Types;

namespace Rex.Embedded.Patching;

/// <summary>The directive <c>$setElementOrder</c>: brings a merged list into the order that the patch names; other items come after.</summary>
internal static class ElementOrder
{
    public static JsonMap Apply(JsonMap target, string name, JsonList order, ApiField? field)
    {
        if (target.List(name) is not { } list)
        {
            return target;
        }

        var key = field is { MergeKey.Length: > 0 } ? field.MergeKey : null;
        JsonData? Identity(JsonData item) => item is JsonMap map && key is not null ? map[key] : item;
        var wanted = order.Select(Identity).ToList();
        var ordered = list.Select((item, index) => (item, index, rank: wanted.FindIndex(w => JsonData.DeepEquals(w, Identity(item)))))
            .OrderBy(i => i.rank < 0 ? int.MaxValue : i.rank)
            .ThenBy(i => i.index)
            .Select(i => i.item);
        return target.With(name, JsonList.Of(ordered));
    }
}

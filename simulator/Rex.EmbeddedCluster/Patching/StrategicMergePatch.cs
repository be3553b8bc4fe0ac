using Rex.Embedded.Json;
using Rex.Embedded.Types;

namespace Rex.Embedded.Patching;

/// <summary>
/// Strategic merge patch for built-in kinds (<c>k8s.io/apimachinery/pkg/util/strategicpatch</c>): a merge patch that joins certain lists by a key and
/// knows the directives <c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder/…</c> and <c>$deleteFromPrimitiveList/…</c>.
/// </summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string OrderPrefix = "$setElementOrder/";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";

    /// <exception cref="PatchException">A directive is unknown, or an item of a list lacks the list's key.</exception>
    public static JsonMap Apply(ApiType type, JsonMap target, JsonMap patch) => Merge(target, patch, type);

    private static JsonMap Merge(JsonMap target, JsonMap patch, ApiType? type)
    {
        switch (patch.Text(Directive))
        {
            case "replace":
                return patch.Without(Directive);
            case "delete":
                return JsonMap.Empty;
            case null or "merge":
                break;
            case var unknown:
                throw new PatchException($"invalid value for special key: {Directive}: {unknown}");
        }

        var before = target;
        if (patch.List(RetainKeys) is { } retained)
        {
            var names = retained.OfType<JsonText>().Select(t => t.Value).ToHashSet(StringComparer.Ordinal);
            target = target.Names.Where(n => !names.Contains(n)).Aggregate(target, (map, name) => map.Without(name));
        }

        foreach (var (name, value) in patch)
        {
            if (name.StartsWith(DeletePrefix, StringComparison.Ordinal))
            {
                target = DeleteFromList(target, name[DeletePrefix.Length..], value);
            }
            else if (!name.StartsWith('$'))
            {
                target = target.With(name, MergeField(target[name], value, type?.Field(name)));
            }
        }

        return Ordered(target, before, patch, type);
    }

    /// <summary>Brings the lists that were joined into order, and those whose order the patch sets.</summary>
    private static JsonMap Ordered(JsonMap target, JsonMap before, JsonMap patch, ApiType? type)
    {
        foreach (var (name, value) in patch)
        {
            var directed = name.StartsWith(OrderPrefix, StringComparison.Ordinal);
            var list = directed ? name[OrderPrefix.Length..] : name;
            var field = type?.Field(list);
            var isJoined = !directed && field is { Merges: true } && !patch.Has(OrderPrefix + name);
            if ((directed || isJoined) && value is JsonList named && target.List(list) is { } merged)
            {
                var present = JsonList.Of(named.Where(n => (n as JsonMap)?.Has(Directive) != true));
                target = target.With(list, ElementOrder.Sort(merged, before.List(list) ?? JsonList.Empty, present, field));
            }
        }

        return target;
    }

    private static JsonData? MergeField(JsonData? target, JsonData patch, ApiField? field) =>
        patch switch
        {
            JsonNull => null,
            JsonMap map when field?.Shape == ApiShape.Map && field.Type is { } entry => MergeEntries(
                target as JsonMap ?? JsonMap.Empty,
                map,
                entry
            ),
            JsonMap map => Merge(target as JsonMap ?? JsonMap.Empty, map, field?.Type),
            JsonList list when field is { Merges: true, MergeKey: "" } => JsonList.Of(
                (target as JsonList ?? JsonList.Empty).Concat(list).DistinctBy(i => i.ToString())
            ),
            JsonList list when field is { Merges: true } => MergeList(target as JsonList ?? JsonList.Empty, list, field),
            _ => patch,
        };

    private static JsonMap MergeEntries(JsonMap target, JsonMap patch, ApiType type) =>
        patch.Aggregate(
            target,
            (map, p) => map.With(p.Key, p.Value is JsonMap entry ? Merge(map.Map(p.Key) ?? JsonMap.Empty, entry, type) : null)
        );

    private static JsonList MergeList(JsonList target, JsonList patch, ApiField field)
    {
        var key = field.MergeKey;
        if (patch.OfType<JsonMap>().Any(i => i.Text(Directive) == "replace"))
        {
            return JsonList.Of(patch.OfType<JsonMap>().Where(i => !i.Has(Directive)));
        }

        var items = target.ToList();
        foreach (var item in patch)
        {
            var map = item as JsonMap ?? throw new PatchException($"an item of {field.Name} is no object");
            var id = map[key] ?? throw new PatchException($"map: {map} does not contain declared merge key: {key}");
            var index = items.FindIndex(i => JsonData.DeepEquals((i as JsonMap)?[key], id));
            if (map.Text(Directive) == "delete")
            {
                items.RemoveAll(i => JsonData.DeepEquals((i as JsonMap)?[key], id));
            }
            else if (index >= 0)
            {
                items[index] = Merge((JsonMap)items[index], map, field.Type);
            }
            else
            {
                items.Add(Merge(JsonMap.Empty, map, field.Type));
            }
        }

        return JsonList.Of(items);
    }

    private static JsonMap DeleteFromList(JsonMap target, string name, JsonData removed) =>
        target.List(name) is { } list && removed is JsonList values
            ? target.With(name, JsonList.Of(list.Where(i => !values.Any(v => JsonData.DeepEquals(v, i)))))
            : target;
}

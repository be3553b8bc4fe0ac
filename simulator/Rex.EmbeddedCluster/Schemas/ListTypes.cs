using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>Lists that are sets, or maps by certain keys (<c>x-kubernetes-list-type</c>), hold nothing twice.</summary>
internal static class ListTypes
{
    public static void CheckUnique(JsonMap schema, JsonList list, string path, ICollection<StatusCause> causes)
    {
        switch (schema.Text("x-kubernetes-list-type"))
        {
            case "set":
                Check(list, item => item, path, causes);
                break;
            case "map":
                var keys = schema.List("x-kubernetes-list-map-keys")?.OfType<JsonText>().Select(k => k.Value).ToList() ?? [];
                Check(list, item => JsonMap.Of(keys.Select(k => (k, (item as JsonMap)?[k]))), path, causes);
                break;
        }
    }

    private static void Check(JsonList list, Func<JsonData, JsonData> keyOf, string path, ICollection<StatusCause> causes)
    {
        var seen = new List<JsonData>();
        for (var index = 0; index < list.Count; index++)
        {
            var key = keyOf(list[index]);
            if (seen.Any(s => JsonData.DeepEquals(s, key)))
            {
                causes.Add(StatusCause.Duplicate($"{path}[{index}]", key));
            }
            else
            {
                seen.Add(key);
            }
        }
    }
}

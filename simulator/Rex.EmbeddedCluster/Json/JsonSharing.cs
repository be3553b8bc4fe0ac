namespace Rex.Embedded.Json;

/// <summary>Gives a new value the parts of an old one that are equal, so that keeping both costs little and comparing them is quick.</summary>
internal static class JsonSharing
{
    public static JsonMap Share(JsonMap value, JsonMap old)
    {
        var same = value.Count == old.Count;
        var result = value.Change(
            (name, item) =>
            {
                var before = old[name];
                var shared = Share(item, before);
                same &= ReferenceEquals(shared, before);
                return shared;
            }
        );
        return same ? old : result;
    }

    private static JsonData Share(JsonData value, JsonData? old)
    {
        switch (value, old)
        {
            case (JsonMap map, JsonMap oldMap):
                return Share(map, oldMap);
            case (JsonList list, JsonList oldList):
                var shared = list.Map((item, index) => index < oldList.Count ? Share(item, oldList[index]) : item);
                var same = shared.Count == oldList.Count && shared.Items.Zip(oldList.Items).All(p => ReferenceEquals(p.First, p.Second));
                return same ? old : shared;
            default:
                return JsonData.DeepEquals(value, old) ? old! : value;
        }
    }
}

using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace Rex.Embedded.Json;

internal sealed class JsonList(ImmutableArray<JsonData> items) : JsonData, IReadOnlyList<JsonData>
{
    public static readonly JsonList Empty = new([]);

    public ImmutableArray<JsonData> Items { get; } = items;

    public int Count => Items.Length;

    public override string TypeName => "array";

    public JsonData this[int index] => Items[index];

    public static JsonList Of(IEnumerable<JsonData> items) => new([.. items]);

    public static JsonList OfTexts(IEnumerable<string> items) => new([.. items.Select(JsonData (item) => new JsonText(item))]);

    /// <summary>Replaces items; gives this very list back where the function changed none.</summary>
    public JsonList Map(Func<JsonData, int, JsonData> change)
    {
        ImmutableArray<JsonData>.Builder? builder = null;
        for (var index = 0; index < Items.Length; index++)
        {
            var changed = change(Items[index], index);
            if (builder is null && !ReferenceEquals(changed, Items[index]))
            {
                builder = Items.ToBuilder();
            }

            if (builder is not null)
            {
                builder[index] = changed;
            }
        }

        return builder is null ? this : new JsonList(builder.MoveToImmutable());
    }

    public override void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in Items)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    public IEnumerator<JsonData> GetEnumerator() => ((IEnumerable<JsonData>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override bool EqualsCore(JsonData other)
    {
        if (other is not JsonList list || list.Count != Count)
        {
            return false;
        }

        for (var index = 0; index < Count; index++)
        {
            if (!DeepEquals(Items[index], list.Items[index]))
            {
                return false;
            }
        }

        return true;
    }
}

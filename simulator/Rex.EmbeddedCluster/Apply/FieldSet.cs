using System.Collections.Immutable;
using Rex.Embedded.Json;

namespace Rex.Embedded.Apply;

/// <summary>A set of paths into an object, kept as a tree (<c>fieldsV1</c>).</summary>
/// <param name="Member">Whether the path to here is in the set.</param>
/// <param name="Children">What is below, by path element.</param>
internal sealed record FieldSet(bool Member, ImmutableSortedDictionary<string, FieldSet> Children)
{
    public static readonly FieldSet Empty = new(false, ImmutableSortedDictionary.Create<string, FieldSet>(StringComparer.Ordinal));

    public static readonly FieldSet Leaf = Empty with { Member = true };

    public bool IsEmpty => !Member && Children.IsEmpty;

    public FieldSet? At(string element) => Children.GetValueOrDefault(element);

    /// <summary>Sets what is below a path element; nothing takes it out.</summary>
    public FieldSet With(string element, FieldSet below) =>
        this with
        {
            Children = below.IsEmpty ? Children.Remove(element) : Children.SetItem(element, below),
        };

    public FieldSet Union(FieldSet other) =>
        other.Children.Aggregate(
            this with
            {
                Member = Member || other.Member,
            },
            (set, c) => set.With(c.Key, set.At(c.Key)?.Union(c.Value) ?? c.Value)
        );

    public FieldSet Except(FieldSet other) =>
        other.Children.Aggregate(
            this with
            {
                Member = Member && !other.Member,
            },
            (set, c) => set.At(c.Key) is { } below ? set.With(c.Key, below.Except(c.Value)) : set
        );

    /// <summary>Gets what is here and not in another set; where the other has nothing of it, everything on the way down is a member.</summary>
    public FieldSet Beyond(FieldSet other) =>
        Children.Aggregate(
            Empty with
            {
                Member = Member && !other.Member,
            },
            (set, c) => set.With(c.Key, other.At(c.Key) is { } below ? c.Value.Beyond(below) : c.Value.Filled())
        );

    public FieldSet Intersect(FieldSet other) =>
        Children.Aggregate(
            Empty with
            {
                Member = Member && other.Member,
            },
            (set, c) => other.At(c.Key) is { } below ? set.With(c.Key, c.Value.Intersect(below)) : set
        );

    /// <summary>Lists the paths as people read them, such as <c>.spec.parts[name="a"].count</c>.</summary>
    public IEnumerable<string> Paths(string start = "") =>
        (Member ? [start] : Enumerable.Empty<string>()).Concat(Children.SelectMany(c => c.Value.Paths(start + Show(c.Key))));

    public static FieldSet Parse(JsonMap json) =>
        json.Where(p => p.Key != ".")
            .Aggregate(
                json.Count == 0 || json.Has(".") ? Leaf : Empty,
                (set, p) => set.With(p.Key, Parse(p.Value as JsonMap ?? JsonMap.Empty))
            );

    public JsonMap ToJson() =>
        Children.IsEmpty
            ? JsonMap.Empty
            : JsonMap.Of([(".", Member ? JsonMap.Empty : null), .. Children.Select(c => (c.Key, (JsonData?)c.Value.ToJson()))]);

    private FieldSet Filled() => Children.Aggregate(this with { Member = true }, (set, c) => set.With(c.Key, c.Value.Filled()));

    private static string Show(string element)
    {
        var rest = element[2..];
        return element[0] switch
        {
            'f' => "." + rest,
            'v' => $"[={rest}]",
            _ => JsonReading.Parse(System.Text.Encoding.UTF8.GetBytes(rest)) is JsonMap key
                ? $"[{string.Join(',', key.Select(k => $"{k.Key}={k.Value}"))}]"
                : $"[{rest}]",
        };
    }
}

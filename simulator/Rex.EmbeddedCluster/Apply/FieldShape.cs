using Rex.Embedded.Json;

namespace Rex.Embedded.Apply;

/// <summary>How server-side apply divides a value among its owners.</summary>
internal sealed class FieldShape
{
    /// <summary>A value that has one owner as a whole.</summary>
    public static readonly FieldShape Whole = new();

    /// <summary>A value of which nothing is known: objects are divided, lists are not.</summary>
    public static readonly FieldShape Deduced = new() { Child = _ => (Deduced!, false) };

    /// <summary>Gets the shape of an object's field, and whether the schema names it; null where the value is no divided object.</summary>
    public Func<string, (FieldShape Shape, bool Declared)>? Child { get; init; }

    /// <summary>Gets the shape of a list's items; null where the value is no divided list.</summary>
    public FieldShape? Item { get; init; }

    /// <summary>Gets the fields that tell a list's items apart, with their defaults; none for a set of plain values.</summary>
    public IReadOnlyList<(string Name, JsonData? Default)> Keys { get; init; } = [];

    /// <summary>Gets a value's parts, each with the path element that names it; null where it is not divided.</summary>
    public IReadOnlyList<FieldPart>? Divide(JsonData? value) =>
        value switch
        {
            JsonMap { Count: > 0 } map when Child is { } child =>
            [
                .. map.Select(p => new FieldPart("f:" + p.Key, p.Value, child(p.Key).Shape, child(p.Key).Declared)),
            ],
            JsonList { Count: > 0 } list when Item is { } item =>
            [
                .. list.Select(i => new FieldPart(Keys.Count == 0 ? $"v:{i}" : "k:" + KeyOf(i), i, item, Declared: false)),
            ],
            _ => null,
        };

    private JsonMap KeyOf(JsonData item) =>
        JsonMap.Of(
            Keys.OrderBy(k => k.Name, StringComparer.Ordinal)
                .Select(k =>
                    (
                        k.Name,
                        (JsonData?)(
                            (item as JsonMap)?[k.Name]
                            ?? k.Default
                            ?? throw new Errors.ApiException(
                                500,
                                "",
                                $"associative list with keys has an element that omits key field \"{k.Name}\" (and doesn't have default value)"
                            )
                        )
                    )
                )
        );
}

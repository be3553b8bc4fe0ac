using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Schemas;
using Rex.Embedded.Types;

namespace Rex.Embedded.Apply;

/// <summary>The shapes that follow from the types of built-in kinds and from the schemas of definitions.</summary>
internal static class FieldShapes
{
    public static FieldShape Of(ResourceKind kind)
    {
        var content =
            kind.Type is { } type ? Of(type)
            : kind.Strategy is CustomResourceStrategy custom ? Of(custom.Schema)
            : FieldShape.Deduced;
        return new FieldShape
        {
            Child = name =>
                name switch
                {
                    "metadata" => (Of(ApiTypes.ObjectMeta), true),
                    "apiVersion" or "kind" => (FieldShape.Whole, true),
                    _ => content.Child?.Invoke(name) ?? (FieldShape.Deduced, false),
                },
        };
    }

    private static FieldShape Of(ApiType type) =>
        type.IsWhole
            ? FieldShape.Whole
            : new FieldShape { Child = name => type.Field(name) is { } field ? (Of(field), true) : (FieldShape.Deduced, false) };

    private static FieldShape Of(ApiField field)
    {
        var value =
            field.Type is { } type ? Of(type)
            : field.Scalar is ApiScalar.Object or ApiScalar.Any ? FieldShape.Deduced
            : FieldShape.Whole;
        return (field.Shape, field) switch
        {
            (ApiShape.List, { ListKeys: { Count: > 0 } keys }) => new FieldShape
            {
                Item = value,
                Keys = [.. keys.Select(k => (k, (JsonData?)field.Type?.Field(k)?.Default))],
            },
            (ApiShape.List, { IsSet: true }) => new FieldShape { Item = FieldShape.Whole },
            (ApiShape.List, _) or (ApiShape.Map, { IsWhole: true }) => FieldShape.Whole,
            (ApiShape.Map, _) => new FieldShape { Child = _ => (value, false) },
            _ => value,
        };
    }

    private static FieldShape Of(StructuralSchema schema)
    {
        var json = schema.Json;
        if (schema.IsIntOrString || json.Text("x-kubernetes-map-type") == "atomic")
        {
            return FieldShape.Whole;
        }

        if (schema.Type == "array")
        {
            return json.Text("x-kubernetes-list-type") switch
            {
                "set" => new FieldShape { Item = FieldShape.Whole },
                "map" when schema.Items is { } items => new FieldShape { Item = Of(items), Keys = KeysOf(json, items) },
                _ => FieldShape.Whole,
            };
        }

        var open = schema.PreservesUnknownFields || schema.AllowsAdditionalProperties || schema.Type is null;
        if (schema.Type is not (null or "object"))
        {
            return FieldShape.Whole;
        }

        return new FieldShape
        {
            Child = name =>
                schema.Properties.TryGetValue(name, out var property) ? (Of(property), true)
                : schema.AdditionalProperties is { } additional ? (Of(additional), false)
                : schema.IsEmbeddedResource && name == "metadata" ? (Of(ApiTypes.ObjectMeta), true)
                : (open ? FieldShape.Deduced : FieldShape.Whole, false),
        };
    }

    private static List<(string Name, JsonData? Default)> KeysOf(JsonMap list, StructuralSchema items) =>
        list.List("x-kubernetes-list-map-keys")
            ?.OfType<JsonText>()
            .Select(k => (k.Value, items.Properties.GetValueOrDefault(k.Value)?.Default))
            .ToList()
        ?? [];
}

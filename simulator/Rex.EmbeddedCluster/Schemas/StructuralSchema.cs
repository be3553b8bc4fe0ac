using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>One node of a definition's <c>openAPIV3Schema</c>, with its children parsed once.</summary>
internal sealed class StructuralSchema
{
    /// <summary>What a definition with <c>preserveUnknownFields</c> or without a schema amounts to.</summary>
    public static readonly StructuralSchema Anything = new(JsonMap.Of(("type", "object"), ("x-kubernetes-preserve-unknown-fields", true)));

    public StructuralSchema(JsonMap json)
    {
        Json = json;
        Type = json.Text("type");
        PreservesUnknownFields = json.Truth("x-kubernetes-preserve-unknown-fields") == true;
        IsEmbeddedResource = json.Truth("x-kubernetes-embedded-resource") == true;
        IsIntOrString = json.Truth("x-kubernetes-int-or-string") == true;
        Nullable = json.Truth("nullable") == true;
        Default = json["default"];
        Properties =
            json.Map("properties")
                ?.Where(p => p.Value is JsonMap)
                .ToDictionary(p => p.Key, p => new StructuralSchema((JsonMap)p.Value), StringComparer.Ordinal)
            ?? [];
        Items = json.Map("items") is { } items ? new StructuralSchema(items) : null;
        AdditionalProperties = json.Map("additionalProperties") is { } additional ? new StructuralSchema(additional) : null;
        AllowsAdditionalProperties = json.Truth("additionalProperties") == true;
    }

    public JsonMap Json { get; }

    public string? Type { get; }

    public bool PreservesUnknownFields { get; }

    public bool IsEmbeddedResource { get; }

    public bool IsIntOrString { get; }

    public bool Nullable { get; }

    public JsonData? Default { get; }

    public IReadOnlyDictionary<string, StructuralSchema> Properties { get; }

    public StructuralSchema? Items { get; }

    public StructuralSchema? AdditionalProperties { get; }

    /// <summary>Gets whether <c>additionalProperties: true</c> admits values of any form.</summary>
    public bool AllowsAdditionalProperties { get; }
}

using System.Collections.Immutable;
using Rex.Embedded.Json;
using Rex.Embedded.Schemas;

namespace Rex.Embedded.Resources;

/// <summary>Every resource that is served, built in or defined by a CustomResourceDefinition.</summary>
internal sealed class ResourceCatalog
{
    private volatile ImmutableSortedDictionary<string, ImmutableArray<ResourceKind>> _custom = ImmutableSortedDictionary.Create<
        string,
        ImmutableArray<ResourceKind>
    >(StringComparer.Ordinal);

    public IEnumerable<ResourceKind> All => BuiltInKinds.All.Concat(_custom.Values.SelectMany(k => k));

    public ResourceKind? Find(string group, string version, string plural) =>
        All.FirstOrDefault(k => k.Resource.Plural == plural && k.Group == group && k.Version == version);

    /// <summary>Finds the resource that an apiVersion and kind stand for, as owner references name it.</summary>
    public ResourceKind? FindKind(string apiVersion, string kind) => All.FirstOrDefault(k => k.Kind == kind && k.ApiVersion == apiVersion);

    /// <summary>Takes up a definition.</summary>
    public void Define(JsonMap definition)
    {
        var spec = definition.Map("spec") ?? JsonMap.Empty;
        var names = spec.Map("names") ?? JsonMap.Empty;
        var versions = spec.List("versions")?.OfType<JsonMap>().ToList() ?? [];
        var storage = versions.FirstOrDefault(v => v.Truth("storage") == true)?.Text("name");
        var kinds = versions.Where(v => v.Truth("served") == true).Select(v => Served(spec, names, v, storage));
        _custom = _custom.SetItem(ObjectMetadata.Of(definition).Name, [.. kinds]);
    }

    /// <summary>Drops a definition that is gone.</summary>
    public void Forget(string definition) => _custom = _custom.Remove(definition);

    private static ResourceKind Served(JsonMap spec, JsonMap names, JsonMap version, string? storage)
    {
        var schema =
            version.At("schema", "openAPIV3Schema") is JsonMap json && spec.Truth("preserveUnknownFields") != true
                ? new StructuralSchema(json)
                : StructuralSchema.Anything;
        var hasStatus = version.At("subresources", "status") is JsonMap;
        var fields = version.List("selectableFields")?.OfType<JsonMap>().Select(f => (f.Text("jsonPath") ?? "").TrimStart('.')) ?? [];
        return new ResourceKind
        {
            Resource = new(spec.Text("group") ?? "", names.Text("plural") ?? ""),
            Version = version.Text("name") ?? "",
            Kind = names.Text("kind") ?? "",
            ListKind = names.Text("listKind") ?? "",
            Singular = names.Text("singular") ?? "",
            ShortNames = Texts(names.List("shortNames")),
            Categories = Texts(names.List("categories")),
            Namespaced = spec.Text("scope") == "Namespaced",
            HasStatus = hasStatus,
            StorageVersion = storage,
            Strategy = new CustomResourceStrategy(schema, hasStatus, fields.ToHashSet(StringComparer.Ordinal)),
            Columns = version.List("additionalPrinterColumns")?.OfType<JsonMap>().Select(Column).ToList() ?? [],
        };
    }

    private static TableColumn Column(JsonMap json) =>
        new(
            json.Text("name") ?? "",
            json.Text("type") ?? "string",
            json.Text("jsonPath") ?? "",
            (int)(json.Integer("priority") ?? 0),
            json.Text("description") ?? "",
            json.Text("format") ?? ""
        );

    private static List<string> Texts(JsonList? list) => list?.OfType<JsonText>().Select(t => t.Value).ToList() ?? [];
}

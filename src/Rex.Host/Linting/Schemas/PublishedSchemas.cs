using System.Text.Json;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Schemas;

/// <summary>The JSON schemas that argo-events and argo-workflows publish, and what of a manifest they do not know.</summary>
internal sealed class PublishedSchemas
{
    private static readonly string[] Files = ["argo-events.schema.json", "argo-workflows.schema.json"];

    private readonly Dictionary<string, (JsonElement Schema, JsonElement Definitions)> _kinds = [];

    private PublishedSchemas() { }

    /// <summary>No schemas: nothing is unknown to them.</summary>
    public static PublishedSchemas None { get; } = new();

    /// <summary>Reads those that a folder has.</summary>
    /// <exception cref="IOException">It has none of them, or they cannot be read.</exception>
    /// <exception cref="JsonException">One of them is no JSON.</exception>
    public static PublishedSchemas Load(string folder)
    {
        var schemas = new PublishedSchemas();
        foreach (var file in Files.Select(file => Path.Combine(folder, file)).Where(File.Exists))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            schemas.Add(document.RootElement.Clone());
        }

        return schemas._kinds.Count > 0
            ? schemas
            : throw new IOException($"the folder '{folder}' has neither {string.Join(" nor ", Files)}");
    }

    /// <summary>The fields of a manifest that the schema of its kind does not have; none for a kind without a schema.</summary>
    public IEnumerable<FoundField> UnknownFields(Manifest manifest) =>
        _kinds.TryGetValue(manifest.Kind, out var kind) ? Unknown(manifest.Root, kind.Schema, kind.Definitions, manifest.Kind) : [];

    private static IEnumerable<FoundField> Unknown(ManifestNode node, JsonElement schema, JsonElement definitions, string holder)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!.Split('/')[^1];
            holder = name.Split('.')[^1];
            if (!definitions.TryGetProperty(name, out schema))
            {
                return [];
            }
        }

        if (node.Kind == NodeKind.Sequence)
        {
            return schema.TryGetProperty("items", out var items)
                ? node.Items.SelectMany(item => Unknown(item, items, definitions, holder))
                : [];
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var hasOthers = schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object;
        return node.Entries.SelectMany(entry =>
            hasProperties && properties.TryGetProperty(entry.Name, out var property) ? Unknown(entry.Value, property, definitions, holder)
            : hasOthers ? Unknown(entry.Value, others, definitions, holder)
            : hasProperties ? [new FoundField(entry.Key, $"{holder} has no field '{entry.Name}'{Likely(entry.Name, properties)}")]
            : []
        );
    }

    private static string Likely(string name, JsonElement properties) =>
        properties
            .EnumerateObject()
            .Select(property => property.Name)
            .FirstOrDefault(other =>
                other.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(other, StringComparison.OrdinalIgnoreCase)
            )
            is { } likely
            ? $"; it has '{likely}'"
            : "";

    private void Add(JsonElement schema)
    {
        if (!schema.TryGetProperty("definitions", out var definitions) || !schema.TryGetProperty("oneOf", out var kinds))
        {
            return;
        }

        foreach (var kind in kinds.EnumerateArray())
        {
            _kinds[kind.GetProperty("$ref").GetString()!.Split('.')[^1]] = (kind, definitions);
        }
    }
}

using System.Text.Json;
using Rex.Adapters.Kubernetes;
using Rex.Adapters.Remediations;
using Rex.Core.Workflows;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Doctoring.Checks;

/// <summary>The installed definition of the Remediation has every field that this Rex writes: the API server drops what a definition does not know.</summary>
internal sealed class LedgerFieldsCheck(ApiClient api) : Check("ledger fields")
{
    private const string Advice = "kubectl apply -f deploy/base/crd.yaml, of this version of Rex.";

    private static ResourceType Type => ResourceType.Remediations;

    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellationToken)
    {
        var document = await api.DiscoverAsync($"openapi/v3/{Type.GroupPath}", cancellationToken);
        var schema = document?.Find("components", "schemas") is { ValueKind: JsonValueKind.Object } schemas
            ? schemas.EnumerateObject().Select(one => one.Value).FirstOrDefault(IsOfRemediation)
            : default;
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return
            [
                Warn(
                    $"unknown: the API server publishes no schema of {Type}",
                    "Kubernetes before 1.24 publishes none. Apply deploy/base/crd.yaml of this version of Rex: it does no harm."
                ),
            ];
        }

        var missing = Needed().Where(path => !Has(schema, path)).ToList();
        return
        [
            missing.Count == 0
                ? Ok($"{Type} has every field that this version writes")
                : Fail($"the definition of {Type} is another version's and drops {string.Join(", ", missing)}", Advice),
        ];
    }

    private static bool IsOfRemediation(JsonElement schema) =>
        schema.Items("x-kubernetes-group-version-kind").Any(kind => kind.Text("kind") == "Remediation");

    private static bool Has(JsonElement schema, string path) =>
        schema.Find([.. path.Split('.').SelectMany(name => (string[])["properties", name])]) is not null;

    private static IEnumerable<string> Needed()
    {
        var definition = DocumentParser.Parse(new DocumentText(RemediationDefinition.Yaml, 1)).Root!;
        var schema = definition.ItemsAt("spec", "versions").Single().At("schema", "openAPIV3Schema")!;
        return from part in (string[])["spec", "status"]
            from field in schema.EntriesAt("properties", part, "properties")
            select $"{part}.{field.Name}";
    }
}

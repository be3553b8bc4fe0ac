using Rex.Host.Linting.Manifests;
using Rex.Host.Linting.Schemas;
using Rex.Simulator.Tests;

namespace Rex.Host.Tests.Linting;

/// <summary>Unknown fields, by a schema in the form in which Argo publishes them.</summary>
public sealed class PublishedSchemasTests : IDisposable
{
    private const string Schema = """
        {
          "oneOf": [{"$ref": "#/definitions/io.argo.v1.Sensor"}],
          "definitions": {
            "io.argo.v1.Sensor": {"type": "object", "properties": {"kind": {}, "apiVersion": {}, "spec": {"$ref": "#/definitions/io.argo.v1.SensorSpec"}}},
            "io.argo.v1.SensorSpec": {"type": "object", "properties": {
              "triggers": {"type": "array", "items": {"$ref": "#/definitions/io.argo.v1.Trigger"}},
              "labels": {"type": "object", "additionalProperties": {"type": "string"}},
              "named": {"type": "object", "additionalProperties": {"$ref": "#/definitions/io.argo.v1.Trigger"}},
              "free": {"type": "object"}}},
            "io.argo.v1.Trigger": {"type": "object", "properties": {"webhookSecret": {}, "next": {"$ref": "#/definitions/io.argo.v1.Trigger"}}}
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public PublishedSchemasTests() => File.WriteAllText(Path.Combine(_folder, "argo-events.schema.json"), Schema);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("spec: {triggers: [{next: {next: {oops: 1}}}]}", "Trigger has no field 'oops'")]
    [InlineData("spec: {triggers: [{secret: 1}]}", "Trigger has no field 'secret'; it has 'webhookSecret'")]
    [InlineData("spec: {named: {a: {oops: 1}}}", "Trigger has no field 'oops'")]
    [InlineData("oops: 1", "Sensor has no field 'oops'")]
    [InlineData("spec: {labels: {any: thing}, free: {any: [thing]}, triggers: [{webhookSecret: {any: 1}}]}", null)]
    [InlineData("spec: just text", null)]
    public void Field_ThatTheSchemaLacks_IsFound(string manifest, string? message) =>
        Unknown("kind: Sensor\n" + manifest, PublishedSchemas.Load(_folder)).ShouldBe(message is null ? [] : [message]);

    [Fact]
    public void KindWithoutASchema_HasNoUnknownField() => Unknown("kind: Other\noops: 1", PublishedSchemas.Load(_folder)).ShouldBeEmpty();

    [Fact]
    public void FolderWithoutASchema_IsRefused() => Should.Throw<IOException>(() => PublishedSchemas.Load(Path.GetTempPath()));

    [Fact]
    public void FieldsThatAreKnownToBeMistaken_AreUnknownToThePublishedSchemas()
    {
        var schemas = Published();

        foreach (var mistaken in MistakenFields.All)
        {
            var manifest = $"{{kind: {mistaken.Kind}, {Nested(mistaken.Path.Split('.'), mistaken.Field)}}}";

            Unknown(manifest, schemas).ShouldHaveSingleItem(manifest);
        }
    }

    [Fact]
    public void Corpus_HasNoUnknownFieldButItsOwn()
    {
        var schemas = Published();

        foreach (var id in LintCorpus.Ids)
        {
            LintCorpus.Read(LintCorpus.Clean(id)).Manifests.SelectMany(schemas.UnknownFields).ShouldBeEmpty(id);
            LintCorpus.Read(LintCorpus.Broken(id)).Manifests.SelectMany(schemas.UnknownFields).Count().ShouldBe(id == "REX103" ? 1 : 0, id);
        }
    }

    // They are no part of the project: the folder named by REX_SHARED has them, or one beside or above the checkout.
    private static PublishedSchemas Published()
    {
        var folders = Checkout
            .Ancestors()
            .Select(folder => Path.Combine(folder.FullName, "shared"))
            .Prepend(Environment.GetEnvironmentVariable("REX_SHARED") ?? "");
        var folder = folders.Select(folder => Path.Combine(folder, "schemas")).FirstOrDefault(Directory.Exists);
        Assert.SkipWhen(folder is null, "the published schemas are not there (environment variable REX_SHARED)");
        return PublishedSchemas.Load(folder!);
    }

    private static string Nested(ReadOnlySpan<string> path, string field) =>
        path.IsEmpty
            ? $"{field}: 1"
            : $"{(path[0] == "*" ? "any" : path[0])}: {(IsList(path[0]) ? "[" : "")}{{{Nested(path[1..], field)}}}{(IsList(path[0]) ? "]" : "")}";

    private static bool IsList(string key) => key is "triggers" or "dependencies" or "data";

    private static IEnumerable<string> Unknown(string text, PublishedSchemas schemas) =>
        schemas
            .UnknownFields(new Manifest("a.yaml", DocumentParser.Parse(new DocumentText(text, 1)).Root!, null))
            .Select(found => found.Message);
}

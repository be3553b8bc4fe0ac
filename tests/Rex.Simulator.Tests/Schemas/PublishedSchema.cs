using System.Text.Json.Nodes;
using NJsonSchema;

namespace Rex.Simulator.Tests.Schemas;

/// <summary>Checks documents against JSON schemas that others publish. The files are no part of the project: without them, tests are skipped.</summary>
internal static class PublishedSchema
{
    /// <summary>Reads a file of the folder <c>schemas</c> in the folder named by REX_SHARED, or in <c>shared</c> beside or above the checkout; without it, the test is skipped.</summary>
    public static JsonObject Read(string file)
    {
        var path = PathOf(file);
        Assert.SkipWhen(path is null, $"The published schema {file} is not there (environment variable REX_SHARED).");
        return JsonNode.Parse(File.ReadAllText(path!))!.AsObject();
    }

    /// <summary>The file's path; null where there is none.</summary>
    public static string? PathOf(string file)
    {
        var named = Environment.GetEnvironmentVariable("REX_SHARED");
        var folders = Checkout.Ancestors().Select(folder => Path.Combine(folder.FullName, "shared")).Prepend(named);
        return folders.OfType<string>().Select(folder => Path.Combine(folder, "schemas", file)).FirstOrDefault(File.Exists);
    }

    /// <summary>A schema as it stands in a file.</summary>
    public static JsonSchema Load(JsonNode schema) => JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult();

    /// <summary>What is wrong with a document, each with its place; empty where all is right.</summary>
    public static IEnumerable<string> Problems(this JsonSchema schema, string document) =>
        schema.Validate(document).SelectMany(error => Flatten(error)).Distinct();

    private static IEnumerable<string> Flatten(NJsonSchema.Validation.ValidationError error) =>
        error is NJsonSchema.Validation.ChildSchemaValidationError { Errors: var children }
            ? children.SelectMany(child => child.Value).SelectMany(Flatten).Prepend($"{error.Kind} {error.Path}")
            : [$"{error.Kind} {error.Path}"];
}

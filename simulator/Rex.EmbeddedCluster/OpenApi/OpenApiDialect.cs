namespace Rex.Embedded.OpenApi;

/// <summary>What differs between the two forms of OpenAPI that the API server gives.</summary>
/// <param name="ReferenceRoot">What stands before a schema's name in a reference.</param>
internal sealed record OpenApiDialect(string ReferenceRoot)
{
    public static readonly OpenApiDialect V2 = new("#/definitions/");

    public static readonly OpenApiDialect V3 = new("#/components/schemas/");
}

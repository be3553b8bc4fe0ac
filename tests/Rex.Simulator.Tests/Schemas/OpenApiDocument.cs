using System.Text.Json.Nodes;
using NJsonSchema;

namespace Rex.Simulator.Tests.Schemas;

/// <summary>An OpenAPI description, as far as requests and answers are checked against it.</summary>
internal sealed class OpenApiDocument
{
    public const string GitHubFile = "github-rest.openapi.json";

    // GitHub's description leaves out what its guides say of every operation: no login, no access, limits, outages.
    private static readonly int[] OfEveryOperation = [401, 403, 404, 429, 500, 502, 503];

    private static readonly JsonSchema BasicError = PublishedSchema.Load(
        JsonNode.Parse(
            """
            {
              "type": "object", "required": ["message", "documentation_url"],
              "properties": {"message": {"type": "string"}, "documentation_url": {"type": "string", "format": "uri"}, "status": {"type": "string"}}
            }
            """
        )!
    );

    private static readonly Lazy<OpenApiDocument> GitHubDocument = new(() => new OpenApiDocument(PublishedSchema.Read(GitHubFile)));

    private readonly List<OpenApiOperation> operations;

    public OpenApiDocument(JsonObject document) =>
        operations = [
            .. document["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject()
                        .Select(method => new OpenApiOperation(method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject()))
                ),
        ];

    /// <summary>The published description of GitHub's REST API; without it, the test is skipped.</summary>
    public static OpenApiDocument GitHub => GitHubDocument.Value;

    public static bool IsOfEveryOperation(int status, out JsonSchema? body)
    {
        body = BasicError;
        return OfEveryOperation.Contains(status);
    }

    /// <summary>What is wrong with a request or its answer; empty where all is right.</summary>
    public IEnumerable<string> Problems(Exchange exchange)
    {
        var found = operations.Where(operation => operation.Matches(exchange)).ToList();
        var problems = found.Count == 0 ? ["there is no such operation"] : found[0].Problems(exchange);
        return problems.Select(problem => $"{exchange.Method} {exchange.PathAndQuery} → {exchange.Status}: {problem}");
    }
}

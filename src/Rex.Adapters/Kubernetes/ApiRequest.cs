using System.Text.Json.Nodes;

namespace Rex.Adapters.Kubernetes;

/// <summary>One request to the API server, with the words that a message about its failure needs.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query, relative to the API server's base address.</param>
/// <param name="Verb">The verb as roles name it.</param>
/// <param name="Resource">The resource as roles name it: <c>pods</c>, <c>remediations.rex.agents.platform/status</c>.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The object's name; null for a collection.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path, string Verb, string Resource, string Namespace, string? Name)
{
    /// <summary>What is sent, if anything.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>What the body is.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>For example <c>delete coderuns.agents.platform/run-1 in namespace agents</c>.</summary>
    public override string ToString() =>
        $"{Verb} {Resource}{(Name is null ? "" : $" '{Name}'")}{(Namespace.Length == 0 ? "" : $" in namespace '{Namespace}'")}";
}

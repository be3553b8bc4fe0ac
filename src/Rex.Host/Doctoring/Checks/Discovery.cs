using System.Net;
using System.Text.Json;
using Rex.Adapters.Kubernetes;
using Rex.Core.Workflows;

namespace Rex.Host.Doctoring.Checks;

/// <summary>Reads what the API server says about itself, which everybody with an account may.</summary>
internal static class Discovery
{
    /// <summary>Gets a document; null where there is none.</summary>
    public static async Task<JsonElement?> DiscoverAsync(this ApiClient api, string path, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Get, path, "get", path, "", null);
        var answer = await api.SendAsync(request, cancellationToken);
        return answer switch
        {
            { IsSuccess: true } => answer.Body,
            { Status: HttpStatusCode.NotFound } => null,
            _ => throw answer.ToFailure(request),
        };
    }

    /// <summary>The resources of a type's group and version that are served, with their subresources: <c>workflows</c>, <c>remediations/status</c>.</summary>
    public static async Task<IReadOnlySet<string>> ServedAsync(this ApiClient api, ResourceType type, CancellationToken cancellationToken)
    {
        var list = await api.DiscoverAsync(type.GroupPath, cancellationToken);
        return list?.Items("resources").Select(resource => resource.Text("name") ?? "").ToHashSet() ?? [];
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rex.Adapters.Tests.Testing;

/// <summary>Somebody else's hands on the cluster: plain HTTP, and nothing of Rex.</summary>
public sealed class ClusterClient(Uri address) : IDisposable
{
    public const string Namespace = "agent-platform";
    public const string CodeRuns = "apis/agents.platform/v1/namespaces/agent-platform/coderuns";
    public const string Workflows = "apis/argoproj.io/v1alpha1/namespaces/agent-platform/workflows";
    public const string TaskResults = "apis/argoproj.io/v1alpha1/namespaces/agent-platform/workflowtaskresults";
    public const string Remediations = "apis/rex.agents.platform/v1alpha1/namespaces/agent-platform/remediations";
    public const string Jobs = "apis/batch/v1/namespaces/agent-platform/jobs";
    public const string Pods = "api/v1/namespaces/agent-platform/pods";
    public const string Namespaces = "api/v1/namespaces";
    public const string CustomResourceDefinitions = "apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Creates an object and returns it as the server did.</summary>
    public async Task<JsonElement> CreateAsync(string collection, JsonNode resource)
    {
        using var content = Json(resource, "application/json");
        return await ReadAsync(await _http.PostAsync(collection, content));
    }

    /// <summary>The object, or null.</summary>
    public async Task<JsonElement?> GetAsync(string collection, string name)
    {
        using var response = await _http.GetAsync($"{collection}/{name}");
        return response.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(response);
    }

    public async Task<JsonElement> MergePatchAsync(string collection, string nameAndSubresource, JsonObject patch)
    {
        using var content = Json(patch, "application/merge-patch+json");
        return await ReadAsync(await _http.PatchAsync($"{collection}/{nameAndSubresource}", content));
    }

    public async Task DeleteAsync(string collection, string name) => await ReadAsync(await _http.DeleteAsync($"{collection}/{name}"));

    public void Dispose() => _http.Dispose();

    private static StringContent Json(JsonNode node, string mediaType) => new(node.ToJsonString(), Encoding.UTF8, mediaType);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            response.IsSuccessStatusCode.ShouldBeTrue(text);
            return JsonElement.Parse(text);
        }
    }
}

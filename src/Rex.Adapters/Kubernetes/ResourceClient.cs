using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Core.Workflows;

namespace Rex.Adapters.Kubernetes;

/// <summary>One kind of object in one namespace.</summary>
/// <remarks>Refusals are thrown as <see cref="PlatformException"/>, but for those that the return value tells.</remarks>
internal sealed class ResourceClient(ApiClient api, ResourceType type, string @namespace)
{
    private const int PageSize = 500;

    /// <summary>The kind of object.</summary>
    public ResourceType Type => type;

    /// <summary>The namespace.</summary>
    public string Namespace => @namespace;

    /// <summary>All pages of a list.</summary>
    public async Task<ResourceList> ListAsync(ResourceQuery query, CancellationToken cancellationToken)
    {
        var first = await ListPageAsync(query, null, cancellationToken);
        List<JsonElement> items = [.. first.Body.Items("items")];
        for (var next = first.Body.Text("metadata", "continue"); next is not null; )
        {
            var page = await ListPageAsync(query, next, cancellationToken);
            items.AddRange(page.Body.Items("items"));
            next = page.Body.Text("metadata", "continue");
        }

        // All pages are of the moment of the first one.
        return new ResourceList(items, first.Body.Text("metadata", "resourceVersion") ?? "", first.ServerTime);
    }

    /// <summary>The object of this name, or null.</summary>
    public async Task<JsonElement?> GetAsync(string name, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Get, type.ObjectPath(@namespace, name), "get", name);
        var answer = await api.SendAsync(request, cancellationToken);
        return answer switch
        {
            { IsSuccess: true } => answer.Body,
            { Status: HttpStatusCode.NotFound } => null,
            _ => throw answer.ToFailure(request),
        };
    }

    /// <summary>Creates an object, or returns null where one of this name exists.</summary>
    public async Task<JsonElement?> TryCreateAsync(string name, JsonNode resource, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Post, type.CollectionPath(@namespace), "create", name) with { Body = resource };
        var answer = await api.SendAsync(request, cancellationToken);
        return answer switch
        {
            { IsSuccess: true } => answer.Body,
            { Status: HttpStatusCode.Conflict, Reason: "AlreadyExists" } => null,
            _ => throw answer.ToFailure(request),
        };
    }

    /// <summary>Replaces the status of the version that the object carries. The answer tells of conflict and absence.</summary>
    public Task<ApiAnswer> ReplaceStatusAsync(string name, JsonNode resource, CancellationToken cancellationToken) =>
        WriteAsync(
            Request(HttpMethod.Put, type.ObjectPath(@namespace, name, "status"), "update", name, "/status") with
            {
                Body = resource,
            },
            cancellationToken
        );

    /// <summary>Applies a JSON merge patch (RFC 7386). The answer tells of conflict and absence.</summary>
    public Task<ApiAnswer> MergePatchAsync(string name, JsonObject patch, CancellationToken cancellationToken) =>
        WriteAsync(
            Request(HttpMethod.Patch, type.ObjectPath(@namespace, name), "patch", name) with
            {
                Body = patch,
                ContentType = "application/merge-patch+json",
            },
            cancellationToken
        );

    /// <summary>
    /// Deletes the object if it still has this UID, with its own grace period and finalizers. Absent, or another UID: done.
    /// </summary>
    public async Task DeleteAsync(string name, string uid, string propagationPolicy, CancellationToken cancellationToken)
    {
        var (request, answer) = await DeleteAsync(name, new JsonObject { ["uid"] = uid }, propagationPolicy, cancellationToken);
        // A conflict is either the precondition or a write in between; the object itself says which.
        if (answer.Status == HttpStatusCode.Conflict && await IsThereAsync(name, uid, cancellationToken))
        {
            throw answer.ToFailure(request);
        }
    }

    /// <summary>
    /// Deletes the object if it still has this version (and this UID, where one is given), with its own grace period and finalizers. Absent, another UID, or
    /// changed since: nothing is done.
    /// </summary>
    public async Task DeleteUnchangedAsync(
        string name,
        string? uid,
        string resourceVersion,
        string propagationPolicy,
        CancellationToken cancellationToken
    )
    {
        var preconditions = new JsonObject();
        if (uid is not null)
        {
            preconditions["uid"] = uid;
        }

        preconditions["resourceVersion"] = resourceVersion;
        await DeleteAsync(name, preconditions, propagationPolicy, cancellationToken);
    }

    /// <summary>Whether the object of this name has this UID.</summary>
    public async Task<bool> IsThereAsync(string name, string uid, CancellationToken cancellationToken) =>
        await GetAsync(name, cancellationToken) is { } found && found.Uid() == uid;

    /// <summary>Opens a watch that the server ends after the given time.</summary>
    public Task<HttpResponseMessage> OpenWatchAsync(
        ResourceQuery query,
        string resourceVersion,
        TimeSpan duration,
        CancellationToken cancellationToken
    )
    {
        var seconds = Math.Max(1, (long)duration.TotalSeconds);
        string[] parameters =
        [
            "watch=true",
            "allowWatchBookmarks=true",
            FormattableString.Invariant($"timeoutSeconds={seconds}"),
            $"resourceVersion={Uri.EscapeDataString(resourceVersion)}",
        ];
        return api.OpenAsync(Request(HttpMethod.Get, CollectionPath(query, parameters), "watch", null), cancellationToken);
    }

    private async Task<ApiAnswer> ListPageAsync(ResourceQuery query, string? next, CancellationToken cancellationToken)
    {
        var limit = FormattableString.Invariant($"limit={PageSize}");
        string[] parameters = next is null ? [limit] : [limit, $"continue={Uri.EscapeDataString(next)}"];
        var request = Request(HttpMethod.Get, CollectionPath(query, parameters), "list", null);
        var answer = await api.SendAsync(request, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw answer.ToFailure(request);
        }

        // Whatever is no list must not pass for an empty one: "no run found" is success.
        return answer.Body.Find("items") is { ValueKind: JsonValueKind.Array or JsonValueKind.Null }
            ? answer
            : throw new PlatformException(ReasonCode.ServerError, $"Rex could not {request}: the answer is no list.");
    }

    private async Task<ApiAnswer> WriteAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var answer = await api.SendAsync(request, cancellationToken);
        return answer.IsSuccess || answer.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound
            ? answer
            : throw answer.ToFailure(request);
    }

    private string CollectionPath(ResourceQuery query, string[] parameters) =>
        $"{type.CollectionPath(@namespace)}?{string.Join('&', [.. parameters, .. query.Parameters.Length > 0 ? [query.Parameters] : Array.Empty<string>()])}";

    private ApiRequest Request(HttpMethod method, string path, string verb, string? name, string subresource = "") =>
        new(method, path, verb, $"{type}{subresource}", @namespace, name);

    private async Task<(ApiRequest Request, ApiAnswer Answer)> DeleteAsync(
        string name,
        JsonObject preconditions,
        string propagationPolicy,
        CancellationToken cancellationToken
    )
    {
        var options = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "DeleteOptions",
            ["preconditions"] = preconditions,
            ["propagationPolicy"] = propagationPolicy,
        };
        var request = Request(HttpMethod.Delete, type.ObjectPath(@namespace, name), "delete", name) with { Body = options };
        return (request, await WriteAsync(request, cancellationToken));
    }
}

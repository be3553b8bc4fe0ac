using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rex.Simulator.Platform.Api;

/// <summary>
/// The Kubernetes API as the stand-ins use it. What may safely be repeated is tried again after failures that say nothing about the
/// request itself, as the real components do.
/// </summary>
/// <param name="http">Sends them.</param>
/// <param name="time">Waits between attempts.</param>
/// <param name="insists">
/// Whether it tries for as long as it lives, creations included, as schedulers, kubelets and what they run do; else a few times, and creations once.
/// </param>
internal sealed class KubeApi(HttpClient http, TimeProvider time, bool insists = false)
{
    private const int Attempts = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    public Task<JsonElement> ListAsync(KubeResource resource, string ns, string? labelSelector, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Get,
            resource.Collection(ns) + (labelSelector is null ? "" : "?labelSelector=" + Uri.EscapeDataString(labelSelector)),
            null,
            cancellationToken
        );

    public async Task<JsonElement?> FindAsync(KubeResource resource, string ns, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(resource, ns, name, cancellationToken);
        }
        catch (KubeApiException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    public Task<JsonElement> GetAsync(KubeResource resource, string ns, string name, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, resource.Item(ns, name), null, cancellationToken);

    public Task<JsonElement> CreateAsync(
        KubeResource resource,
        string ns,
        JsonObject item,
        CancellationToken cancellationToken,
        string name = "",
        string subresource = ""
    )
    {
        var path = name.Length == 0 ? resource.Collection(ns) : resource.Item(ns, name, subresource);
        return SendAsync(HttpMethod.Post, path, Body(item, "application/json"), cancellationToken);
    }

    /// <summary>Creates it where nothing of the name is there.</summary>
    /// <returns>Whether it was created.</returns>
    public async Task<bool> CreateIfMissingAsync(KubeResource resource, string ns, JsonObject item, CancellationToken cancellationToken)
    {
        try
        {
            await CreateAsync(resource, ns, item, cancellationToken);
            return true;
        }
        catch (KubeApiException error) when (error.AlreadyExists)
        {
            return false;
        }
    }

    public Task<JsonElement> ReplaceAsync(
        KubeResource resource,
        string ns,
        string name,
        JsonObject item,
        CancellationToken cancellationToken
    ) => SendAsync(HttpMethod.Put, resource.Item(ns, name), Body(item, "application/json"), cancellationToken);

    /// <summary>A merge patch.</summary>
    public Task<JsonElement> PatchAsync(
        KubeResource resource,
        string ns,
        string name,
        JsonObject patch,
        CancellationToken cancellationToken,
        string subresource = ""
    ) => SendAsync(HttpMethod.Patch, resource.Item(ns, name, subresource), Body(patch, "application/merge-patch+json"), cancellationToken);

    /// <summary>Deletes that very object, or with no uid whatever has the name; false where it is gone already.</summary>
    public async Task<bool> DeleteAsync(
        KubeResource resource,
        string ns,
        string name,
        string? uid,
        CancellationToken cancellationToken,
        string? propagation = null,
        int? graceSeconds = null
    )
    {
        var options = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        options.SetOrRemove("preconditions", uid is null ? null : new JsonObject { ["uid"] = uid });
        options.SetOrRemove("propagationPolicy", propagation);
        options.SetOrRemove("gracePeriodSeconds", graceSeconds);
        try
        {
            await SendAsync(HttpMethod.Delete, resource.Item(ns, name), Body(options, "application/json"), cancellationToken);
            return true;
        }
        catch (KubeApiException error) when (error.IsNotFound || error.IsConflict)
        {
            return false;
        }
    }

    /// <summary>Waits until nothing of the name is there any more.</summary>
    public async Task WaitUntilGoneAsync(KubeResource resource, string ns, string name, CancellationToken cancellationToken)
    {
        while (await FindAsync(resource, ns, name, cancellationToken) is not null)
        {
            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    /// <summary>The changes after a resourceVersion, until the server ends the watch.</summary>
    public async IAsyncEnumerable<JsonElement> WatchAsync(
        KubeResource resource,
        string ns,
        string? labelSelector,
        string resourceVersion,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var path = $"{resource.Collection(ns)}?watch=true&allowWatchBookmarks=true&resourceVersion={resourceVersion}";
        path += labelSelector is null ? "" : "&labelSelector=" + Uri.EscapeDataString(labelSelector);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(response, cancellationToken);
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                yield return JsonSerializer.Deserialize<JsonElement>(line);
            }
        }
    }

    private static async Task<KubeApiException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            var status = JsonSerializer.Deserialize<JsonElement>(text);
            return new KubeApiException(response.StatusCode, status.GetText("reason") ?? "", status.GetText("message") ?? text);
        }
        catch (JsonException)
        {
            return new KubeApiException(response.StatusCode, "", text);
        }
    }

    private static Func<HttpContent> Body(JsonObject json, string mediaType)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(json);
        return () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, Func<HttpContent>? body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendOnceAsync(method, path, body, cancellationToken);
            }
            catch (Exception error) when (IsTransient(error, cancellationToken) && IsTriedAgain(method, attempt))
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                // Else whoever asked would take it for the end of his own work.
                throw new HttpRequestException($"{method} {path} was not answered in time", late);
            }
        }
    }

    private bool IsTriedAgain(HttpMethod method, int attempt) => insists || (attempt < Attempts && method != HttpMethod.Post);

    private static bool IsTransient(Exception error, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && error is HttpRequestException or IOException or TaskCanceledException or KubeApiException { IsTransient: true };

    private async Task<JsonElement> SendOnceAsync(
        HttpMethod method,
        string path,
        Func<HttpContent>? body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body?.Invoke();
        using var response = await http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(response, cancellationToken);
        }

        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return bytes.Length == 0 || response.StatusCode == HttpStatusCode.NoContent
            ? default
            : JsonSerializer.Deserialize<JsonElement>(bytes);
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Rex.Embedded.Tests.Conformance;

/// <summary>The API in plain HTTP, so that the suites see exactly what is on the wire.</summary>
public sealed class ApiClient(HttpClient http, CancellationToken cancellation)
{
    public const string Merge = "application/merge-patch+json";
    public const string JsonPatch = "application/json-patch+json";
    public const string Strategic = "application/strategic-merge-patch+json";

    public Task<ApiAnswer> GetAsync(string path, string? accept = null) => SendAsync(HttpMethod.Get, path, null, accept: accept);

    public Task<ApiAnswer> PostAsync(string path, string body, string type = "application/json") =>
        SendAsync(HttpMethod.Post, path, body, type);

    public Task<ApiAnswer> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    public Task<ApiAnswer> PutAsync(string path, JsonNode body) => PutAsync(path, body.ToJsonString());

    public Task<ApiAnswer> PatchAsync(string path, string body, string type = Merge) => SendAsync(HttpMethod.Patch, path, body, type);

    public Task<ApiAnswer> DeleteAsync(string path, string? options = null) => SendAsync(HttpMethod.Delete, path, options);

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method,
        string path,
        string? body,
        string type = "application/json",
        string? accept = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Accept", accept ?? "application/json");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using var response = await http.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0;
        return new ApiAnswer(response.StatusCode, isJson ? JsonNode.Parse(text)! : new JsonObject(), text);
    }

    /// <summary>Opens a watch. It ends by itself some time, so that a test whose event never comes fails and does not hang.</summary>
    public async Task<WatchReader> WatchAsync(string path, string accept = "application/json")
    {
        path += path.Contains('?', StringComparison.Ordinal) ? "&watch=true" : "?watch=true";
        path += path.Contains("timeoutSeconds", StringComparison.Ordinal) ? "" : "&timeoutSeconds=90";
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return new WatchReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(cancellation)), cancellation);
    }

    /// <summary>Waits until a document that cannot be watched is as wanted.</summary>
    public async Task<JsonNode> PollAsync(string path, Func<JsonNode, bool> wanted)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        for (var left = 60; ; left--)
        {
            // Not everywhere is it called JSON.
            var document = JsonNode.Parse((await GetAsync(path)).ShouldBe(200).Text)!;
            if (wanted(document))
            {
                return document;
            }

            left.ShouldBePositive($"{path} did not come to be as wanted");
            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    /// <summary>Waits until an object is gone, by watching it.</summary>
    public async Task WaitUntilGoneAsync(string collection, string name)
    {
        var selector = $"{collection}?fieldSelector=metadata.name={name}";
        var list = (await GetAsync(selector)).ShouldBe(200);
        if (!list.ItemNames.Any())
        {
            return;
        }

        using var watch = await WatchAsync($"{selector}&resourceVersion={list.Version}");
        while ((await watch.NextAsync()).Type != "DELETED")
        {
            // Changes on the way out.
        }
    }

    /// <summary>Waits until an object is as wanted, by watching it.</summary>
    public async Task<JsonNode> WaitUntilAsync(string collection, string name, Func<JsonNode, bool> wanted)
    {
        using var watch = await WatchAsync($"{collection}?fieldSelector=metadata.name={name}");
        while (true)
        {
            var (type, obj) = await watch.NextAsync();
            type.ShouldNotBe("DELETED");
            if (wanted(obj))
            {
                return obj;
            }
        }
    }
}

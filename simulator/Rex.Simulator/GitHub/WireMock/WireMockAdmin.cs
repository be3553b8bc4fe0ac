using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Rex.Simulator.Proxies;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>WireMock's administration API, as far as it is used.</summary>
internal sealed class WireMockAdmin(Uri server) : IDisposable
{
    private readonly HttpClient client = new(NewHandler()) { BaseAddress = new Uri(server, "__admin/") };

    /// <summary>A handler that does not use connections which the server is about to close, idle for half a minute.</summary>
    public static SocketsHttpHandler NewHandler()
    {
        var handler = LoopbackProxy.NewHandler();
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10);
        return handler;
    }

    /// <summary>Puts stubs, in place of those with the same ids.</summary>
    public async Task PutAsync(IEnumerable<JsonObject> mappings, CancellationToken cancellationToken)
    {
        var import = new JsonObject
        {
            ["mappings"] = new JsonArray([.. mappings]),
            ["importOptions"] = new JsonObject { ["duplicatePolicy"] = "OVERWRITE", ["deleteAllNotInImport"] = false },
        };
        await SendAsync(HttpMethod.Post, "mappings/import", import, cancellationToken);
    }

    /// <summary>Takes a stub away.</summary>
    public Task RemoveAsync(Guid id, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"mappings/{id}", null, cancellationToken);

    /// <summary>Sets the state of a scenario; there has to be a stub of it that knows this state.</summary>
    public Task SetStateAsync(string scenario, string state, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, $"scenarios/{scenario}/state", new JsonObject { ["state"] = state }, cancellationToken);

    /// <summary>The states of all scenarios, by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StatesAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, "scenarios", null, cancellationToken);
        return answer!["scenarios"]!.AsArray().ToDictionary(one => Text(one, "name"), one => Text(one, "state"), StringComparer.Ordinal);
    }

    /// <summary>All requests that came, the oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> JournalAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, "requests", null, cancellationToken);
        return [.. answer!["requests"]!.AsArray().Reverse().Select(entry => Read(entry!))];
    }

    /// <summary>Forgets stubs, states and journal.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, "reset", null, cancellationToken);

    public void Dispose() => client.Dispose();

    private static JournalEntry Read(JsonNode entry)
    {
        var (request, response) = (entry["request"]!, entry["response"]!);
        // Headers keep the case in which they were sent.
        var sequence = request["headers"]!.AsObject().FirstOrDefault(pair => pair.Key == JournalEntry.SequenceHeader).Value;
        return new JournalEntry(
            sequence is null ? null : long.Parse(sequence.GetValue<string>(), CultureInfo.InvariantCulture),
            Text(request, "method"),
            Text(request, "url"),
            Text(request, "body"),
            response["fault"] is null ? response["status"]!.GetValue<int>() : 0,
            Text(response, "body"),
            entry["wasMatched"]!.GetValue<bool>()
        );
    }

    private static string Text(JsonNode? node, string field) => node![field]?.GetValue<string>() ?? "";

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var answer = await client.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new WireMockException($"WireMock answered {(int)answer.StatusCode} to {method} {path}: {text}");
        }

        return text.StartsWith('{') ? JsonNode.Parse(text) : null;
    }
}

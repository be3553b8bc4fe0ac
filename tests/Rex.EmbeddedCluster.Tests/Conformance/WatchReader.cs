using System.Text.Json.Nodes;

namespace Rex.Embedded.Tests.Conformance;

/// <summary>Reads a watch event by event.</summary>
public sealed class WatchReader(HttpResponseMessage response, StreamReader reader, CancellationToken cancellation) : IDisposable
{
    public int Code => (int)response.StatusCode;

    /// <summary>Reads the next event; the stream must not be at its end.</summary>
    public async Task<(string Type, JsonNode Object)> NextAsync()
    {
        var line = await reader.ReadLineAsync(cancellation);
        line.ShouldNotBeNull("the watch ended");
        var node = JsonNode.Parse(line)!;
        return ((string)node["type"]!, node["object"]!);
    }

    /// <summary>Reads the type and the object's name of the next event.</summary>
    public async Task<string> NextNameAsync()
    {
        var (type, obj) = await NextAsync();
        return $"{type} {(string?)obj["metadata"]?["name"]}";
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>What was left.</returns>
    public Task<string> ReadToEndAsync() => reader.ReadToEndAsync(cancellation);

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}

using System.Text.Json.Nodes;

namespace Rex.Simulator.Ledgers;

/// <summary>One request as the proxy saw it: who asked for what, when, and what came of it.</summary>
internal sealed class LedgerEntry
{
    /// <summary>Its place among all requests of the world, over both targets: as they were let through, or arrived where they were not.</summary>
    public required long Sequence { get; set; }

    /// <summary>Simulated time at which it was let through, or arrived where it was not.</summary>
    public required DateTimeOffset At { get; set; }

    public required LedgerTarget Target { get; init; }

    /// <summary>Who asked: the bearer token, which in a simulated world is the caller's name. Empty where there was none.</summary>
    public required string Identity { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>The body of a write; empty for reads.</summary>
    public string RequestBody { get; init; } = "";

    /// <summary>Runs, pods and labels that were there immediately before the request was let through; taken for Rex's own writes.</summary>
    public Witness? Witness { get; set; }

    /// <summary>The status that the system behind the proxy answered; 0 while it has not, or where it was never asked.</summary>
    public int Status { get; set; }

    /// <summary>The body of the answer to a write, or of any answer of GitHub.</summary>
    public string ResponseBody { get; set; } = "";

    /// <summary>What the proxy did to the request, in words; null where it passed it on untouched.</summary>
    public string? Disturbance { get; set; }

    public bool IsWrite => Method is not ("GET" or "HEAD" or "OPTIONS");

    /// <summary>Whether the system behind the proxy did what was asked, whatever the caller got to know about it.</summary>
    public bool TookEffect => Status is >= 200 and < 300;

    /// <summary>The answer as a JSON object, or null.</summary>
    public JsonObject? Answer => Parse(ResponseBody);

    /// <summary>The request body as a JSON object, or null.</summary>
    public JsonObject? Body => Parse(RequestBody);

    private static JsonObject? Parse(string json)
    {
        if (!json.StartsWith('{'))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}

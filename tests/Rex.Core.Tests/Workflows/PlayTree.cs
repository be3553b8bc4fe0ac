using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Workflows;

/// <summary>Builds the node status of a workflow the way the workflow controller does: names, boundaries, groups, attempts and links.</summary>
internal sealed class PlayTree
{
    private readonly JsonObject _nodes = [];
    private int _next;

    public PlayTree(string phase = "Running")
    {
        Phase = phase;
        Root = Add("play", "play", "DAG", null, phase);
    }

    public string Phase { get; set; }

    public string Root { get; }

    public JsonObject Nodes => _nodes;

    public JsonObject this[string id] => (JsonObject)_nodes[id]!;

    /// <summary>Adds a node; it comes after, or is in, the given parents.</summary>
    public string Add(string name, string displayName, string type, string? boundary, string phase, params string[] parents)
    {
        var id = boundary is null && parents.Length == 0 && _nodes.Count == 0 ? "play" : $"play-{_next++}";
        var node = new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["displayName"] = displayName,
            ["type"] = type,
            ["phase"] = phase,
            ["startedAt"] = $"2026-11-22T23:00:{_nodes.Count % 60:00}Z",
        };
        if (boundary is not null)
        {
            node["boundaryID"] = boundary;
        }

        if (phase is not ("Running" or "Pending"))
        {
            node["finishedAt"] = "2026-11-22T23:10:00Z";
        }

        _nodes.Add(id, node);
        foreach (var parent in parents)
        {
            Link(parent, "children", id);
        }

        return id;
    }

    public void Link(string from, string member, string to)
    {
        var node = this[from];
        if (node[member] is not JsonArray links)
        {
            node[member] = links = [];
        }

        if (!links.Any(link => (string?)link == to))
        {
            links.Add((JsonNode)to);
        }
    }

    /// <summary>Marks a node as an attempt of a Retry node.</summary>
    public string Attempt(string id)
    {
        this[id]["nodeFlag"] = new JsonObject { ["retried"] = true };
        return id;
    }

    public JsonObject Document(Action<JsonObject>? change = null)
    {
        var document = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = "play",
                ["uid"] = "uid-1",
                ["resourceVersion"] = "7",
                ["creationTimestamp"] = "2026-11-22T22:00:00Z",
                ["labels"] = new JsonObject { ["repository"] = "acme-shop" },
            },
            ["status"] = new JsonObject
            {
                ["phase"] = Phase,
                ["startedAt"] = "2026-11-22T22:00:00Z",
                ["nodes"] = _nodes.DeepClone(),
            },
        };
        change?.Invoke(document);
        return document;
    }

    public MainWorkflow Workflow(Action<JsonObject>? change = null) => Read(Document(change));

    public static MainWorkflow Read(JsonNode document)
    {
        using var parsed = JsonDocument.Parse(document.ToJsonString());
        return MainWorkflow.From(parsed.RootElement.Clone());
    }
}

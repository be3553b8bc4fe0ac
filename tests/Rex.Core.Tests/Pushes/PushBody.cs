using System.Text;
using System.Text.Json.Nodes;
using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

/// <summary>Bodies of push deliveries: a real one's shape, and ways to change it.</summary>
internal static class PushBody
{
    public const string Before = "5f1d0c0d1c2b3a49586776859403122130415263";
    public const string After = "8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c5";
    public const string Zeros = "0000000000000000000000000000000000000000";
    public const long PushedAt = 1_763_856_000;

    public const string Text = $$$"""
        {
          "ref": "refs/heads/feature/task-3-login",
          "before": "{{{Before}}}",
          "after": "{{{After}}}",
          "repository": {
            "id": 1296269123,
            "node_id": "R_kgDOTUbcww",
            "name": "cto",
            "full_name": "5dlabs/cto",
            "private": false,
            "owner": { "login": "5dlabs", "id": 7, "type": "Organization" },
            "pushed_at": 1763856000,
            "topics": ["agents", "id"],
            "license": null
          },
          "pusher": { "name": "5DLabs-Rex[bot]", "email": null },
          "sender": { "login": "5DLabs-Rex[bot]", "id": 41898282, "type": "Bot", "site_admin": false },
          "installation": { "id": 51, "node_id": "I_1" },
          "created": false,
          "deleted": false,
          "forced": true,
          "base_ref": null,
          "compare": "https://github.com/5dlabs/cto/compare/5f1d0c0d1c2b...8c3ad1e4b6f7",
          "commits": [{ "id": "{{{After}}}", "message": "Fix \"login\" \ud83d\ude00 {{workflow.name}}", "added": [], "author": { "name": "Rex" } }],
          "head_commit": { "id": "{{{After}}}", "ref": "not this one", "sender": { "login": "nor this one" } }
        }
        """;

    public static byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Text);

    /// <summary>What Rex reads of <see cref="Text"/>.</summary>
    public static PushEvent Event { get; } =
        new()
        {
            Ref = "refs/heads/feature/task-3-login",
            Before = CommitSha.Parse(Before),
            After = CommitSha.Parse(After),
            Forced = true,
            RepositoryId = 1_296_269_123,
            Repository = RepositoryName.Parse("5dlabs/cto"),
            PushedAt = DateTimeOffset.FromUnixTimeSeconds(PushedAt),
            SenderLogin = "5DLabs-Rex[bot]",
            SenderType = "Bot",
        };

    /// <summary>The body with the value at a path such as <c>repository.id</c> replaced by other JSON.</summary>
    public static string With(string path, string json)
    {
        var (parent, name, root) = Find(path);
        // Through a marker, so that JSON which no document object model would hold can be put in as well.
        parent[name] = "«»";
        return Unescaped(root).Replace("\"«»\"", json, StringComparison.Ordinal);
    }

    /// <summary>The body without a field.</summary>
    public static string Without(string path)
    {
        var (parent, name, root) = Find(path);
        parent.Remove(name);
        return Unescaped(root);
    }

    /// <summary>The body with a field a second time, at the end of its object.</summary>
    public static string WithSecond(string path, string json)
    {
        var (parent, name, root) = Find(path);
        parent["«»"] = 1;
        return Unescaped(root).Replace("\"«»\":1", $"\"{name}\":{json}", StringComparison.Ordinal);
    }

    public static PushParseResult Parse(string json) => PushParser.Parse(Encoding.UTF8.GetBytes(json), PushContentType.Json);

    public static PushParseResult ParseForm(string form) => PushParser.Parse(Encoding.UTF8.GetBytes(form), PushContentType.Form);

    private static (JsonObject Parent, string Name, JsonNode Root) Find(string path)
    {
        var root = JsonNode.Parse(Text)!;
        var parts = path.Split('.');
        var parent = parts.SkipLast(1).Aggregate(root, (node, part) => node[part]!);
        return (parent.AsObject(), parts[^1], root);
    }

    private static string Unescaped(JsonNode node) =>
        node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

using System.Text.Json.Nodes;

namespace Rex.Simulator.Tests.Argo;

/// <summary>One recorded moment of a workflow on the real Argo, and where recordings are found.</summary>
internal sealed record Recording(string Version, string Name, JsonObject Json)
{
    public static string? Folder { get; } = FindFolder();

    /// <summary>The workflow's name: recordings of one name tell one story.</summary>
    public string WorkflowName => (State["metadata"] as JsonObject)!["name"]!.GetValue<string>();

    /// <summary>The moment itself, or where it is a restart the moment before.</summary>
    public JsonObject State => (JsonObject)(Json["workflow"] ?? Json["before"])!;

    public JsonObject? Before => Json["before"] as JsonObject;

    /// <summary>What was written by hand, and what the API server answered.</summary>
    public IReadOnlyList<JsonObject> Writes => [.. (Json["writes"] as JsonArray ?? []).Select(write => (JsonObject)write!)];

    public JsonObject Workflow => (JsonObject)Json["workflow"]!;

    public JsonObject Nodes => (JsonObject)Workflow["status"]!["nodes"]!;

    public static Recording Load(string version, string name)
    {
        var path = Folder is null ? null : Path.Combine(Folder, "argo-" + version, name + ".json");
        Assert.SkipUnless(File.Exists(path), "recordings of the real Argo are not there (environment variable REX_SHARED)");
        return new Recording(version, name, (JsonObject)JsonNode.Parse(File.ReadAllText(path!))!);
    }

    /// <summary>All recordings of all versions, in the order in which they happened; none where they are not there.</summary>
    public static IReadOnlyList<Recording> All { get; } = LoadAll();

    /// <summary>A recording that is kept beside the tests, cut down to what they look at.</summary>
    public static Recording Fixture(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Argo", "Fixtures", name + ".json");
        var json = (JsonObject)JsonNode.Parse(File.ReadAllText(path))!;
        return new Recording(json["controller"]!.GetValue<string>().TrimStart('v'), name, json);
    }

    private static List<Recording> LoadAll() =>
        Folder is null || !Directory.Exists(Folder)
            ? []
            :
            [
                .. from folder in Directory.GetDirectories(Folder, "argo-*").Order(StringComparer.Ordinal)
                from file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)
                select Load(Path.GetFileName(folder)["argo-".Length..], Path.GetFileNameWithoutExtension(file)),
            ];

    private static string? FindFolder()
    {
        var shared = Environment.GetEnvironmentVariable("REX_SHARED");
        if (shared is { Length: > 0 })
        {
            return Path.Combine(shared, "recordings");
        }

        return Checkout.Root is { } root ? Path.Combine(root.Parent?.FullName ?? "/", "shared", "recordings") : null;
    }
}

using System.Text.Json.Nodes;

namespace Rex.Simulator.Tests.Argo;

/// <summary>One recorded moment of a workflow on the real Argo, and where recordings are found.</summary>
internal sealed record Recording(string Version, string Name, JsonObject Json)
{
    public static string? Folder { get; } = FindFolder();

    public JsonObject Workflow => (JsonObject)Json["workflow"]!;

    public JsonObject Nodes => (JsonObject)Workflow["status"]!["nodes"]!;

    public static Recording Load(string version, string name)
    {
        var path = Folder is null ? null : Path.Combine(Folder, "argo-" + version, name + ".json");
        Assert.SkipUnless(File.Exists(path), "recordings of the real Argo are not there (environment variable REX_SHARED)");
        return new Recording(version, name, (JsonObject)JsonNode.Parse(File.ReadAllText(path!))!);
    }

    /// <summary>A recording that is kept beside the tests, cut down to what they look at.</summary>
    public static Recording Fixture(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Argo", "Fixtures", name + ".json");
        var json = (JsonObject)JsonNode.Parse(File.ReadAllText(path))!;
        return new Recording(json["controller"]!.GetValue<string>().TrimStart('v'), name, json);
    }

    private static string? FindFolder()
    {
        var shared = Environment.GetEnvironmentVariable("REX_SHARED");
        if (shared is { Length: > 0 })
        {
            return Path.Combine(shared, "recordings");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rex.sln")))
            {
                return Path.Combine(folder.Parent?.FullName ?? "/", "shared", "recordings");
            }
        }

        return null;
    }
}

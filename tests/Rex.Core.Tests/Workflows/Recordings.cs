using System.Text.Json;

namespace Rex.Core.Tests.Workflows;

/// <summary>
/// States of real workflows under the real workflow controller. A few are checked in as fixtures; the whole set is read from a folder
/// <c>shared/recordings</c> beside the checkout (or under <c>REX_SHARED</c>) where there is one.
/// </summary>
internal static class Recordings
{
    public const string Absent = "The whole set of recordings is not beside this checkout.";

    public static string? Folder { get; } = FindFolder();

    public static IEnumerable<string> Names(string pattern) =>
        Folder is null
            ? []
            : Directory
                .EnumerateFiles(Folder, pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Folder, file))
                .Order();

    public static JsonElement Read(string name) => Parse(Path.Combine(Folder!, name));

    public static JsonElement Fixture(string name) => Parse(Path.Combine(AppContext.BaseDirectory, "Workflows", "Fixtures", name));

    private static JsonElement Parse(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }

    private static string? FindFolder()
    {
        var shared = Environment.GetEnvironmentVariable("REX_SHARED");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); shared is null && folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rex.sln")))
            {
                shared = Path.Combine(folder.FullName, "..", "shared");
            }
        }

        var recordings = shared is null ? null : Path.Combine(shared, "recordings");
        return Directory.Exists(recordings) ? recordings : null;
    }
}

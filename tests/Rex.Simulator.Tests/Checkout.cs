namespace Rex.Simulator.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Checkout
{
    /// <summary>Its folder; null where the tests were built elsewhere.</summary>
    public static DirectoryInfo? Root { get; } =
        Ancestors().FirstOrDefault(folder => File.Exists(Path.Combine(folder.FullName, "Rex.sln")));

    /// <summary>The folders from that of the tests up to the root of the file system.</summary>
    public static IEnumerable<DirectoryInfo> Ancestors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder;
        }
    }
}

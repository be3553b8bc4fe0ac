namespace Rex.Simulator.Tests.Packaging;

/// <summary>Packages that <c>eng/packages.sh</c> has made, under a version that nobody has seen before.</summary>
internal static class PackageFolder
{
    /// <summary>Where they are. Skips the test where there are none.</summary>
    public static string Path
    {
        get
        {
            var path = Environment.GetEnvironmentVariable("REX_PACKAGES") ?? "";
            Assert.SkipWhen(path.Length == 0, "REX_PACKAGES names no folder of packages: eng/packages.sh runs this");
            return path;
        }
    }

    /// <summary>Their version.</summary>
    public static string Version => Environment.GetEnvironmentVariable("REX_PACKAGES_VERSION")!;
}

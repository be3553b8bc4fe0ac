using System.Diagnostics;

namespace Rex.Simulator.Tests.Packaging;

/// <summary>A run of <c>dotnet</c> that sees the packages and unpacks them to a folder of its own; whatever else it needs it takes from the usual one.</summary>
internal static class PackageRun
{
    public static async Task<string> DotnetAsync(DirectoryInfo folder, params string[] arguments) =>
        await RunAsync("dotnet", folder, arguments);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it printed; an exit code other than 0 fails the test.</returns>
    public static async Task<string> RunAsync(string program, DirectoryInfo folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
        };
        var usual = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder.FullName, ".packages");
        start.Environment["NUGET_FALLBACK_PACKAGES"] = usual;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}\n{await errors}");
            return output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}

using System.Diagnostics;
using Rex.ApiServers;

namespace Rex.Simulator.Tests.Clusters;

/// <summary>Nothing of a real API server outlives the process that started it.</summary>
public sealed class ApiServerEndTests
{
    [Theory]
    [InlineData("KILL", 137)]
    [InlineData("INT", 0)]
    [InlineData("TERM", 0)]
    public async Task Cluster_WhoseOwnerGetsASignal_LeavesNothing(string signal, int code)
    {
        Assert.SkipUnless(ApiServerBinaries.TryFind(out _, out var missing), missing ?? "");
        var cancellation = TestContext.Current.CancellationToken;

        // Given a cluster that runs
        using var owner = Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "rex-sim.dll"), "cluster"])
            {
                RedirectStandardOutput = true,
            }
        )!;
        const string export = "export KUBECONFIG=";
        string? line;
        while (
            (line = await owner.StandardOutput.ReadLineAsync(cancellation)) is not null
            && !line.StartsWith(export, StringComparison.Ordinal)
        )
        {
            // What else it says.
        }

        var folder = Path.GetDirectoryName(line.ShouldNotBeNull()[export.Length..])!;
        var processes = ProcessesThatMention(folder);
        processes.Select(p => p.ProcessName).ShouldContain("kube-apiserver");
        processes.Select(p => p.ProcessName).ShouldContain("etcd");

        // When its owner gets the signal
        using var kill = Process.Start("kill", ["-s", signal, owner.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await owner.WaitForExitAsync(cancellation);
        owner.ExitCode.ShouldBe(code);

        // Then all of it ends
        await Task.WhenAll(processes.Select(p => p.WaitForExitAsync(cancellation)));
        Directory.Exists(folder).ShouldBeFalse();
    }

    private static List<Process> ProcessesThatMention(string folder) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(path => (Id: Path.GetFileName(path), Line: CommandLineOf(path)))
                .Where(process => process.Line.Contains(folder, StringComparison.Ordinal))
                .Select(process => Process.GetProcessById(int.Parse(process.Id, System.Globalization.CultureInfo.InvariantCulture))),
        ];

    private static string CommandLineOf(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(path, "cmdline"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Not a process, or one that has just ended.
            return "";
        }
    }
}

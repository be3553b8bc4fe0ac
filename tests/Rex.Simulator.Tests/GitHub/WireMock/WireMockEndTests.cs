using System.Diagnostics;
using System.Globalization;
using Rex.Simulator.GitHub.WireMock;

namespace Rex.Simulator.Tests.GitHub.WireMock;

/// <summary>Nothing of WireMock outlives the process that started it.</summary>
public sealed class WireMockEndTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-test-");

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    public async Task Run_ThatGetsASignal_LeavesNothing(string signal)
    {
        Assert.SkipUnless(WireMockPrograms.TryFind(out _, out var missing), missing ?? "");
        var cancellation = TestContext.Current.CancellationToken;

        // Given a run that is done with one scenario, and is in the middle of another
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (
            var argument in (string[])
                [
                    Path.Combine(AppContext.BaseDirectory, "rex-sim.dll"),
                    "run",
                    "other-senders",
                    "crash-at-every-step",
                    "--github=wiremock",
                    "--parallel=1",
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TMPDIR"] = folder.FullName;
        using var owner = Process.Start(start)!;
        (await owner.StandardOutput.ReadLineAsync(cancellation)).ShouldNotBeNull().ShouldStartWith("PASS  other-senders");
        var processes = ProcessesThatMention(folder.FullName);
        processes.Select(process => process.ProcessName).ShouldContain("java");

        // When it gets the signal
        using var kill = Process.Start("kill", ["-s", signal, owner.Id.ToString(CultureInfo.InvariantCulture)]);
        await owner.WaitForExitAsync(cancellation);

        // Then WireMock ends with it, and its folder goes
        await Task.WhenAll(processes.Select(process => process.WaitForExitAsync(cancellation)));
        folder.EnumerateDirectories("rex-wiremock-*").ShouldBeEmpty();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static List<Process> ProcessesThatMention(string folder) =>
        [.. Process.GetProcesses().Where(process => CommandLineOf(process).Contains($"{folder}/rex-wiremock-", StringComparison.Ordinal))];

    private static string CommandLineOf(Process process)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/cmdline"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // One that has just ended, or somebody else's.
            return "";
        }
    }
}

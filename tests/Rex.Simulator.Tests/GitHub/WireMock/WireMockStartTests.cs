using Rex.Simulator.GitHub.WireMock;

namespace Rex.Simulator.Tests.GitHub.WireMock;

/// <summary>Starts that fail, with a script in Java's place.</summary>
public sealed class WireMockStartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-test-");

    public WireMockStartTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is a Unix one");

    [Fact]
    public async Task Start_JavaThatEnds_SaysItsLastLinesAndLeavesNothing()
    {
        var java = Write("echo \"$@\" >\"$(dirname \"$0\")/arguments\"; echo 'Error: Unable to access jarfile' >&2; exit 7");

        var error = await Should.ThrowAsync<WireMockException>(() =>
            WireMockServer.StartAsync(new WireMockPrograms(java, "wiremock.jar"), TestContext.Current.CancellationToken)
        );

        error.Message.ShouldContain("java ended at its start with exit code 7");
        error.Message.ShouldContain("Unable to access jarfile");
        Directory.Exists(RootFolder()).ShouldBeFalse();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string RootFolder() =>
        File.ReadAllText(Path.Combine(folder.FullName, "arguments"))
            .Split(' ')
            .Single(argument => argument.StartsWith("--root-dir=", StringComparison.Ordinal))["--root-dir=".Length..]
            .Trim();

    private string Write(string script)
    {
        var path = Path.Combine(folder.FullName, "java");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}

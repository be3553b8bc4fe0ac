using System.Globalization;
using Rex.ApiServers;

namespace Rex.Simulator.Tests.Clusters;

/// <summary>Starts that fail, with scripts in the programs' places.</summary>
public sealed class ApiServerStartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-test-");

    public ApiServerStartTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the programs are Unix ones");

    [Fact]
    public async Task Start_ProgramThatEnds_SaysItsLastLines()
    {
        var binaries = Write("etcd", "echo 'the disk is full' >&2; exit 7");
        var error = await Should.ThrowAsync<ApiServerException>(() => StartAsync(binaries));
        error.Message.ShouldContain("etcd ended at its start with exit code 7");
        error.Message.ShouldContain("the disk is full");
    }

    [Fact]
    public async Task Start_ProgramThatIsNeverReady_SaysSoAndIsEnded()
    {
        var binaries = Write("etcd", "echo $$ >\"$(dirname \"$0\")/pid\"; echo 'waiting for a quorum'; exec cat /dev/zero >/dev/null");
        var error = await Should.ThrowAsync<ApiServerException>(() =>
            ApiServerCluster.StartAsync(
                new ApiServerClusterOptions { Binaries = binaries, StartTimeout = TimeSpan.FromSeconds(2) },
                TestContext.Current.CancellationToken
            )
        );
        error.Message.ShouldContain("etcd was not ready after 2 s");
        error.Message.ShouldContain("waiting for a quorum");
        var pid = File.ReadAllText(Path.Combine(folder.FullName, "pid")).Trim();
        Directory.Exists("/proc/" + pid).ShouldBeFalse();
    }

    [Fact]
    public async Task Start_PortThatSomebodyElseTook_IsTriedWithAnother()
    {
        var binaries = Write("etcd", "echo \"$@\" >>\"$(dirname \"$0\")/starts\"; echo 'listen tcp: bind: address already in use'; exit 1");
        await Should.ThrowAsync<ApiServerException>(() => StartAsync(binaries));
        var starts = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "starts"), TestContext.Current.CancellationToken);
        starts.Length.ShouldBeGreaterThan(1);
        starts.Distinct().Count().ShouldBe(starts.Length, "each with another port and another folder");
    }

    [Fact]
    public async Task Start_ProgramThatIsNone_SaysWhich()
    {
        var path = Path.Combine(folder.FullName, "etcd");
        await File.WriteAllTextAsync(path, "not a program", TestContext.Current.CancellationToken);
        var error = await Should.ThrowAsync<ApiServerException>(() => StartAsync(new ApiServerBinaries(path, path, null)));
        error.Message.ShouldContain("etcd ended at its start with exit code 126");
        error.Message.ShouldContain(path);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Task<ApiServerCluster> StartAsync(ApiServerBinaries binaries) =>
        ApiServerCluster.StartAsync(new ApiServerClusterOptions { Binaries = binaries }, TestContext.Current.CancellationToken);

    private ApiServerBinaries Write(string name, string script)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"#!/bin/sh\n{script}\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new ApiServerBinaries(path, path, null);
    }
}

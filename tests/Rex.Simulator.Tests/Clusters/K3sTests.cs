using System.Diagnostics;
using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;
using Rex.Simulator.Clusters;
using Rex.Simulator.Clusters.K3s;

namespace Rex.Simulator.Tests.Clusters;

/// <summary>K3s in a container: what is said where it cannot be started, and that no container is left.</summary>
public sealed class K3sTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_NoEngine_SaysWhereItWasLookedForAndWhatToDo()
    {
        var options = new K3sOptions { Engine = new Uri("unix:///nowhere/docker.sock") };
        var error = await Should.ThrowAsync<ClusterException>(() => K3sClusters.OpenAsync(options, TimeProvider.System, Cancellation));
        error.Message.ShouldContain("unix:///nowhere/docker.sock");
        error.Message.ShouldContain("DOCKER_HOST");
        error.Message.ShouldContain("--cluster apiserver");
    }

    [Fact]
    public async Task Open_NoImage_SaysWhichAndHowToNameAnother()
    {
        SkipWithoutImage();
        var options = new K3sOptions { Image = "localhost:1/there-is-none:1" };
        var error = await Should.ThrowAsync<ClusterException>(() => K3sClusters.OpenAsync(options, TimeProvider.System, Cancellation));
        error.Message.ShouldContain("localhost:1/there-is-none:1");
        error.Message.ShouldContain("--k3s-image");
        (await ContainersAsync("localhost:1/there-is-none:1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_ContainerThatIsNotReadyInTime_SaysItsLastLinesAndIsRemoved()
    {
        var image = SkipWithoutImage();
        var options = new K3sOptions { Image = image, StartTimeout = TimeSpan.FromMilliseconds(500) };
        var before = await ContainersAsync(image);
        var error = await Should.ThrowAsync<ClusterException>(() => K3sClusters.OpenAsync(options, TimeProvider.System, Cancellation));
        error.Message.ShouldContain("did not become ready within");
        error.Message.ShouldContain("Its last lines:");
        (await ContainersAsync(image)).ShouldBe(before);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    public async Task Run_WhoseOwnerGetsASignal_LeavesNoContainer(string signal)
    {
        var image = SkipWithoutImage();
        var before = await ContainersAsync(image);
        using var owner = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "rex-sim.dll"),
                    "run",
                    "g2-while-tess-runs",
                    "--cluster",
                    "k3s",
                    "--k3s-image",
                    image,
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        string[] started;
        do
        {
            owner.HasExited.ShouldBeFalse("it must be at work when the signal comes");
            started = [.. (await ContainersAsync(image, "running")).Except(before)];
        } while (started.Length == 0);

        using var kill = Process.Start("kill", ["-s", signal, owner.Id.ToString(CultureInfo.InvariantCulture)]);
        await owner.WaitForExitAsync(Cancellation);
        while ((await ContainersAsync(image)).Intersect(started).Any())
        {
            // The engine removes it; this test's own time is the limit.
        }
    }

    private static string SkipWithoutImage()
    {
        var image = Environment.GetEnvironmentVariable("REX_K3S_IMAGE") ?? "";
        Assert.SkipWhen(image.Length == 0, "REX_K3S_IMAGE names no image: eng/with-docker-engine.sh eng/k3s-check.sh runs this");
        return image;
    }

    private static async Task<string[]> ContainersAsync(string image, string? state = null)
    {
        using var client = await DockerEngine.ConnectAsync(null, Cancellation);
        var all = await client.Containers.ListContainersAsync(new ContainersListParameters { All = true }, Cancellation);
        return
        [
            .. all.Where(one => one.Image == image && (state is null || one.State == state))
                .Select(one => one.ID)
                .Order(StringComparer.Ordinal),
        ];
    }
}

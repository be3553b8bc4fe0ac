namespace Rex.Simulator.Tests.Packaging;

/// <summary>The packages, used as others use them.</summary>
public sealed class PackageUseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rex-packages-");

    [Fact]
    public async Task Sample_OnPackagesAlone_RestartsTheTask()
    {
        var packages = PackageFolder.Path;
        foreach (
            var file in new DirectoryInfo(Path.Combine(Checkout.Root!.FullName, "samples")).EnumerateFiles("*", SearchOption.AllDirectories)
        )
        {
            Copy(file);
        }

        await PackageRun.DotnetAsync(
            _folder,
            "build",
            "RestartQa",
            "-nologo",
            $"-p:RexVersion={PackageFolder.Version}",
            $"-p:RestoreAdditionalProjectSources={packages}",
            "-p:UseSharedCompilation=false"
        );
        var output = await PackageRun.DotnetAsync(_folder, "RestartQa/bin/Debug/net10.0/RestartQa.dll");

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldContain("signature: Valid");
        lines.ShouldContain("decision: The push to feature/task-3-checkout of acme/shop is about task 3.");
        lines.ShouldContain("elsewhere: RepositoryNotWatched");
        lines.ShouldContain("delivered: Accepted, then Duplicate");
        lines.ShouldContain("ended: Succeeded, Restarted");
        lines.ShouldContain("cancelled: coderun-quality-task3-c7wh8");
        lines.ShouldContain("runs left: 0");
        lines.ShouldContain("labels left: bug");
    }

    [Theory]
    [InlineData("Rex.Host", "rex", "lint")]
    [InlineData("Rex.Simulator", "rex-sim", "scenarios")]
    public async Task Tool_Installed_SaysItsCommands(string id, string command, string says)
    {
        await InstallAsync(id);

        var output = await PackageRun.RunAsync(Path.Combine(_folder.FullName, command), _folder, "--help");

        output.ShouldContain(says);
    }

    [Fact]
    public async Task Simulator_Installed_BringsItsScenarios()
    {
        await InstallAsync("Rex.Simulator");

        var output = await PackageRun.RunAsync(Path.Combine(_folder.FullName, "rex-sim"), _folder, "run", "other-senders");

        output.ShouldContain("1 passed, 0 failed");
    }

    private Task<string> InstallAsync(string tool)
    {
        var packages = PackageFolder.Path;
        return PackageRun.DotnetAsync(
            _folder,
            "tool",
            "install",
            tool,
            "--version",
            PackageFolder.Version,
            "--tool-path",
            _folder.FullName,
            "--add-source",
            packages
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Copies a file of the samples, without what was built of them and without their own source of packages.</summary>
    private void Copy(FileInfo file)
    {
        var path = Path.GetRelativePath(Path.Combine(Checkout.Root!.FullName, "samples"), file.FullName);
        if (file.Name == "nuget.config" || path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
        {
            return;
        }

        var target = new FileInfo(Path.Combine(_folder.FullName, path));
        target.Directory!.Create();
        file.CopyTo(target.FullName);
    }
}

using Rex.ApiServers;

namespace Rex.Simulator.Tests.Clusters;

public sealed class ApiServerBinariesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-test-");

    [Fact]
    public void TryFind_NoFolder_SaysHowToGetThem()
    {
        ApiServerBinaries.TryFind("", out _, out var missing).ShouldBeFalse();
        missing.ShouldContain("KUBEBUILDER_ASSETS is not set");
        missing.ShouldContain("eng/build-kubernetes.sh");
    }

    [Fact]
    public void TryFind_IncompleteFolder_NamesWhatIsMissing()
    {
        Put("kube-apiserver");
        ApiServerBinaries.TryFind(folder.FullName, out _, out var missing).ShouldBeFalse();
        missing.ShouldContain(Path.Combine(folder.FullName, "etcd"));
        missing.ShouldContain("KUBEBUILDER_ASSETS");
    }

    [Fact]
    public void TryFind_WithoutControllerManager_IsEnough()
    {
        Put("kube-apiserver");
        Put("etcd");
        ApiServerBinaries.TryFind(folder.FullName, out var binaries, out _).ShouldBeTrue();
        binaries.ControllerManager.ShouldBeNull();
        Put("kube-controller-manager");
        ApiServerBinaries.TryFind(folder.FullName, out binaries, out _).ShouldBeTrue();
        binaries.ControllerManager.ShouldBe(Path.Combine(folder.FullName, "kube-controller-manager"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Put(string name) => File.WriteAllText(Path.Combine(folder.FullName, name), "");
}

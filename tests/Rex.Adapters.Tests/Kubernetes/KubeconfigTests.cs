using k8s.Exceptions;
using Rex.Adapters.Kubernetes;

namespace Rex.Adapters.Tests.Kubernetes;

public sealed class KubeconfigTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-test-");

    [Fact]
    public void Read_KubeconfigVariable_IsWhereItIsLookedFor() =>
        Kubeconfig.Read(null, null, Write("one", "http://127.0.0.1:1")).Host.ShouldBe("http://127.0.0.1:1");

    [Fact]
    public void Read_PathThatIsNamed_GoesBeforeTheVariable() =>
        Kubeconfig.Read(Write("one", "http://127.0.0.1:1"), null, Write("two", "http://127.0.0.1:2")).Host.ShouldBe("http://127.0.0.1:1");

    [Fact]
    public void Read_SeveralFiles_ThoseThatAreNotThereArePassedOver()
    {
        var named = string.Join(Path.PathSeparator, Path.Combine(folder.FullName, "gone"), Write("one", "http://127.0.0.1:1"));
        Kubeconfig.Read(null, null, named).Host.ShouldBe("http://127.0.0.1:1");
    }

    [Fact]
    public void Read_SeveralFiles_TheContextIsFoundInAnyAndTheFirstWordCounts()
    {
        var named = string.Join(Path.PathSeparator, Write("one", "http://127.0.0.1:1"), Write("two", "http://127.0.0.1:2"));
        Kubeconfig.Read(null, "two", named).Host.ShouldBe("http://127.0.0.1:2");
        Kubeconfig.Read(null, null, named).Host.ShouldBe("http://127.0.0.1:1");
    }

    [Fact]
    public void Read_NoFileIsThere_SaysWhichWereLookedFor() =>
        Should.Throw<KubeConfigException>(() => Kubeconfig.Read(null, null, "/nowhere/config")).Message.ShouldContain("/nowhere/config");

    [Fact]
    public void Read_ContextThatIsNotThere_SaysSo() =>
        Should
            .Throw<KubeConfigException>(() => Kubeconfig.Read(null, "three", Write("one", "http://127.0.0.1:1")))
            .Message.ShouldContain("three");

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, string server)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(
            path,
            $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: {name}
              cluster:
                server: {server}
            users:
            - name: {name}
              user:
                token: any
            contexts:
            - name: {name}
              context:
                cluster: {name}
                user: {name}
            current-context: {name}
            """
        );
        return path;
    }
}

using k8s;
using k8s.Exceptions;
using Rex.Adapters.Kubernetes;

namespace Rex.Adapters.Tests.Kubernetes;

public sealed class KubeconfigTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-test-");

    [Fact]
    public void Read_KubeconfigVariable_IsWhereItIsLookedFor() =>
        Read(null, null, Write("one", "http://127.0.0.1:1")).Host.ShouldBe("http://127.0.0.1:1");

    [Fact]
    public void Read_PathThatIsNamed_GoesBeforeTheVariable() =>
        Read(Write("one", "http://127.0.0.1:1"), null, Write("two", "http://127.0.0.1:2")).Host.ShouldBe("http://127.0.0.1:1");

    [Fact]
    public void Read_SeveralFiles_ThoseThatAreNotThereArePassedOver()
    {
        var named = string.Join(Path.PathSeparator, Path.Combine(folder.FullName, "gone"), Write("one", "http://127.0.0.1:1"));
        Read(null, null, named).Host.ShouldBe("http://127.0.0.1:1");
    }

    [Fact]
    public void Read_SeveralFiles_TheContextIsFoundInAnyAndTheFirstWordCounts()
    {
        var named = string.Join(Path.PathSeparator, Write("one", "http://127.0.0.1:1"), Write("two", "http://127.0.0.1:2"));
        Read(null, "two", named).Host.ShouldBe("http://127.0.0.1:2");
        Read(null, null, named).Host.ShouldBe("http://127.0.0.1:1");
    }

    [Fact]
    public void Read_NoFileIsThere_SaysWhichWereLookedFor() =>
        Should.Throw<KubeConfigException>(() => Read(null, null, "/nowhere/config")).Message.ShouldContain("/nowhere/config");

    [Fact]
    public void Read_ContextThatIsNotThere_SaysSo() =>
        Should.Throw<KubeConfigException>(() => Read(null, "three", Write("one", "http://127.0.0.1:1"))).Message.ShouldContain("three");

    [Theory]
    [InlineData("a: [b")]
    [InlineData("not a map")]
    [InlineData("")]
    [InlineData("current-context: 7\ncontexts: 7")]
    public void Read_FileThatIsNoKubeconfig_IsNamed(string content)
    {
        var path = Path.Combine(folder.FullName, "broken");
        File.WriteAllText(path, content);

        Should
            .Throw<KubeConfigException>(() => Read(path, null, null))
            .Message.ShouldStartWith($"The kubeconfig '{path}' cannot be used: ");
    }

    [Fact]
    public void Read_OneOfSeveralFilesIsNoKubeconfig_IsNamed()
    {
        var broken = Path.Combine(folder.FullName, "broken");
        File.WriteAllText(broken, "a: [b");

        Should
            .Throw<KubeConfigException>(() => Read(null, "one", broken + Path.PathSeparator + Write("one", "http://127.0.0.1:1")))
            .Message.ShouldContain(broken);
    }

    [Fact]
    public void Create_CertificateOfTheUserIsNone_NamesTheFile()
    {
        var path = Write("one", "https://127.0.0.1:1");
        File.WriteAllText(
            path,
            File.ReadAllText(path).Replace("token: any", "client-certificate-data: bm9uZQ==\n    client-key-data: bm9uZQ==")
        );

        Should
            .Throw<KubeConfigException>(() => KubernetesFactory.Create(new KubernetesConnection { Kubeconfig = path }))
            .Message.ShouldStartWith($"The kubeconfig '{path}' cannot be used: ");
    }

    [Fact]
    public void Create_FileOfCertificatesIsBroken_IsNamed()
    {
        var path = Path.Combine(folder.FullName, "ca.pem");
        File.WriteAllText(path, "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n");
        var connection = new KubernetesConnection { ApiServer = new Uri("https://127.0.0.1:1"), CertificateAuthorityFile = path };

        Should.Throw<KubeConfigException>(() => KubernetesFactory.Create(connection)).Message.ShouldContain(path);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static KubernetesClientConfiguration Read(string? path, string? context, string? named) =>
        Kubeconfig.Use(path, context, named, configuration => configuration);

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

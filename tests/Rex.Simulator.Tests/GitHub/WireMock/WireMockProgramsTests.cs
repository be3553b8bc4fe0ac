using Rex.Simulator.GitHub.WireMock;

namespace Rex.Simulator.Tests.GitHub.WireMock;

public sealed class WireMockProgramsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rex-test-");

    [Fact]
    public void TryFind_NoJar_SaysHowToGetIt()
    {
        WireMockPrograms.TryFind("", null, null, out _, out var missing).ShouldBeFalse();
        missing.ShouldContain("REX_WIREMOCK_JAR is not set");
        missing.ShouldContain("eng/install-wiremock.sh");
    }

    [Fact]
    public void TryFind_JarThatIsNotThere_NamesIt()
    {
        var jar = Path.Combine(folder.FullName, "wiremock.jar");
        WireMockPrograms.TryFind(jar, null, null, out _, out var missing).ShouldBeFalse();
        missing.ShouldContain($"There is no {jar}, where REX_WIREMOCK_JAR points");
    }

    [Theory]
    [InlineData(false, "There is no java on the PATH")]
    [InlineData(true, "where JAVA_HOME points")]
    public void TryFind_NoJava_SaysWhatIsNeeded(bool hasHome, string says)
    {
        WireMockPrograms
            .TryFind(Put("wiremock.jar"), hasHome ? folder.FullName : null, folder.FullName, out _, out var missing)
            .ShouldBeFalse();
        missing.ShouldContain(says);
        missing.ShouldContain("Java 11");
    }

    [Fact]
    public void TryFind_JavaInItsHome_GoesBeforeThePath()
    {
        var jar = Put("wiremock.jar");
        var onPath = Put("java");
        WireMockPrograms.TryFind(jar, null, folder.FullName, out var programs, out _).ShouldBeTrue();
        programs.ShouldBe(new WireMockPrograms(onPath, jar));

        Directory.CreateDirectory(Path.Combine(folder.FullName, "bin"));
        var inHome = Put(Path.Combine("bin", "java"));
        WireMockPrograms.TryFind(jar, folder.FullName, folder.FullName, out programs, out _).ShouldBeTrue();
        programs.ShouldBe(new WireMockPrograms(inHome, jar));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Put(string name)
    {
        var path = Path.Combine(
            folder.FullName,
            OperatingSystem.IsWindows() && name.EndsWith("java", StringComparison.Ordinal) ? name + ".exe" : name
        );
        File.WriteAllText(path, "");
        return path;
    }
}

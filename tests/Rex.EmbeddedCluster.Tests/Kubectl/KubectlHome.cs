namespace Rex.Embedded.Tests.Kubectl;

/// <summary>The folder where kubectl keeps what it discovered, for the tests of one class; with the configurations of their namespaces.</summary>
public sealed class KubectlHome : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("kubectl").FullName;

    /// <summary>Writes a kubeconfig whose context is a namespace.</summary>
    public async Task<string> WriteKubeconfigAsync(string kubeconfig, string ns)
    {
        var lines = kubeconfig.Split('\n').Where(line => !line.TrimStart().StartsWith("namespace:", StringComparison.Ordinal));
        var path = Path.Combine(Folder, ns);
        await File.WriteAllLinesAsync(path, lines.SelectMany(line => WithNamespace(line, ns)), TestContext.Current.CancellationToken);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string[] WithNamespace(string line, string ns) => line == "  context:" ? [line, $"    namespace: {ns}"] : [line];
}

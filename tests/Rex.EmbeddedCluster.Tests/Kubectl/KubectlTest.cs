using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl;

/// <summary>What every test of the command line client starts from: a namespace of its own, in which there may be a widget <c>one</c>.</summary>
public abstract class KubectlTest(IConformanceCluster cluster, KubectlHome home) : IAsyncLifetime
{
    protected const string Widget = """
        {"apiVersion":"conformance.example.com/v1","kind":"Widget","metadata":{"name":"one"},"spec":{"size":3}}
        """;

    private string _kubeconfig = "";

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IConformanceCluster Cluster { get; } = cluster;

    protected ApiClient Api { get; private set; } = null!;

    protected string Namespace { get; } = "test-" + Guid.NewGuid().ToString("N")[..12];

    protected string Widgets => $"/apis/conformance.example.com/v1/namespaces/{Namespace}/widgets";

    protected string Core => $"/api/v1/namespaces/{Namespace}";

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(KubectlProcess.Executable is null, "kubectl is not on the path");
        await Cluster.EnsureStartedAsync();
        Api = new ApiClient(Cluster.Http, Cancellation);
        await CustomResources.DefineAsync(Api, ConformanceResources.Widgets);
        _kubeconfig = await home.WriteKubeconfigAsync(Cluster.Kubeconfig, Namespace);
        (await Api.PostAsync("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{Namespace}}}"}}""")).ShouldBe(201);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected async Task<ApiAnswer> MakeAsync() => (await Api.PostAsync(Widgets, Widget)).ShouldBe(201);

    protected async Task<ApiAnswer> MakeAsync(string name, int size, string metadata = "") =>
        (
            await Api.PostAsync(
                Widgets,
                $$$"""
                {"apiVersion":"conformance.example.com/v1","kind":"Widget","metadata":{"name":"{{{name}}}"{{{metadata}}}},"spec":{"size":{{{size}}}}}
                """
            )
        ).ShouldBe(201);

    /// <summary>Skips a test on a cluster that is too old for it.</summary>
    /// <param name="minor">The 1.x of Kubernetes that brought it.</param>
    /// <param name="what">What it brought.</param>
    protected void Needs(int minor, string what) =>
        Assert.SkipUnless(Cluster.Minor >= minor, $"{what} needs Kubernetes 1.{minor}; this is 1.{Cluster.Minor}");

    /// <summary>Starts kubectl and leaves it running.</summary>
    protected KubectlProcess Start(params string[] arguments) => KubectlProcess.Start(home.Folder, _kubeconfig, arguments);

    /// <summary>Runs kubectl, which must succeed.</summary>
    /// <returns>What it printed.</returns>
    protected Task<string> RunAsync(params string[] arguments) => FeedAsync("", arguments);

    /// <summary>Runs kubectl with an input, which must succeed.</summary>
    protected async Task<string> FeedAsync(string input, params string[] arguments)
    {
        var (code, output) = await TryAsync(input, arguments);
        code.ShouldBe(0, output);
        return output;
    }

    /// <summary>Runs kubectl, which must fail.</summary>
    protected async Task<string> FailAsync(string input, params string[] arguments)
    {
        var (code, output) = await TryAsync(input, arguments);
        code.ShouldBe(1, output);
        return output;
    }

    private async Task<(int Code, string Output)> TryAsync(string input, string[] arguments)
    {
        await using var kubectl = Start(arguments);
        return await kubectl.FinishAsync(input, Cancellation);
    }
}

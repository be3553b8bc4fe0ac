namespace Rex.Embedded.Tests.Conformance;

/// <summary>What every suite starts from: a client, two custom resources, and namespaces that no other test knows.</summary>
/// <remarks>
/// <c>widgets</c> have a schema and the status subresource; <c>gadgets</c> have neither, like the Workflow resource of Argo.
/// </remarks>
public abstract class ConformanceTest(IConformanceCluster cluster) : IAsyncLifetime
{
    protected const string Group = "/apis/conformance.example.com/v1";

    protected IConformanceCluster Cluster { get; } = cluster;

    protected ApiClient Api { get; private set; } = null!;

    /// <summary>Gets the 1.x of Kubernetes that has everything a suite is about.</summary>
    protected virtual int NeedsMinor => 0;

    /// <summary>Gets the namespace of this very test.</summary>
    protected string Namespace { get; } = "test-" + Guid.NewGuid().ToString("N")[..12];

    protected string Widgets => $"{Group}/namespaces/{Namespace}/widgets";

    protected string Gadgets => $"{Group}/namespaces/{Namespace}/gadgets";

    protected string ConfigMaps => $"/api/v1/namespaces/{Namespace}/configmaps";

    protected string Pods => $"/api/v1/namespaces/{Namespace}/pods";

    public async ValueTask InitializeAsync()
    {
        await Cluster.EnsureStartedAsync();
        Needs(NeedsMinor, "what this suite is about");
        Api = new ApiClient(Cluster.Http, TestContext.Current.CancellationToken);
        await DefineAsync(ConformanceResources.Widgets);
        await DefineAsync(ConformanceResources.Gadgets);
        (await Api.PostAsync("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{Namespace}}}"}}""")).ShouldBe(201);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected static string Widget(string name, string spec = """{"size":1}""", string metadata = "") =>
        $$$"""{"apiVersion":"conformance.example.com/v1","kind":"Widget","metadata":{"name":"{{{name}}}"{{{metadata}}}},"spec":{{{spec}}}}""";

    protected static string Gadget(string name, string metadata = "", string rest = "") =>
        $$$"""{"apiVersion":"conformance.example.com/v1","kind":"Gadget","metadata":{"name":"{{{name}}}"{{{metadata}}}}{{{rest}}}}""";

    protected static string ConfigMap(string name, string metadata = "") =>
        $$$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{{name}}}"{{{metadata}}}},"data":{"a":"1"}}""";

    protected static string Pod(string name, string spec = "", string metadata = "") =>
        $$$"""
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{name}}}"{{{metadata}}}},
             "spec":{"containers":[{"name":"main","image":"a:1"},{"name":"side","image":"b:1"}]{{{spec}}}}}
            """;

    protected static string OwnedBy(ApiAnswer owner, bool block = false) =>
        $$"""
            ,"ownerReferences":[{"apiVersion":"{{(string?)owner["apiVersion"]}}","kind":"{{(string?)
                owner["kind"]}}","name":"{{owner.Name}}",
             "uid":"{{owner.Uid}}","blockOwnerDeletion":{{(block ? "true" : "false")}}}]
            """;

    protected async Task<ApiAnswer> MakeAsync(string collection, string body) => (await Api.PostAsync(collection, body)).ShouldBe(201);

    protected Task DefineAsync(string definition) => CustomResources.DefineAsync(Api, definition);

    /// <summary>Skips a test on a cluster that is too old for it.</summary>
    /// <param name="minor">The 1.x of Kubernetes that brought it.</param>
    /// <param name="what">What it brought.</param>
    protected void Needs(int minor, string what) =>
        Assert.SkipUnless(Cluster.Minor >= minor, $"{what} needs Kubernetes 1.{minor}; this is 1.{Cluster.Minor}");

    protected void SkipWithoutControllers() => Assert.SkipUnless(Cluster.HasControllers, "this cluster runs no controllers");
}

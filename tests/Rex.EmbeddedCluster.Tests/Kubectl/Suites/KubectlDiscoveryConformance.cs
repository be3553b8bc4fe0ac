using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl.Suites;

/// <summary>What kubectl finds out about the cluster itself.</summary>
public abstract class KubectlDiscoveryConformance(IConformanceCluster cluster, KubectlHome home) : KubectlTest(cluster, home)
{
    [Fact]
    public async Task ApiResources_Names_HoldTheDefinition()
    {
        var names = (await RunAsync("api-resources", "-o", "name", "--namespaced=true")).Split('\n');
        names.ShouldContain("widgets.conformance.example.com");
        names.ShouldContain("jobs.batch");
        names.ShouldNotContain("namespaces");
    }

    [Fact]
    public async Task ApiVersions_List_HoldsTheDefinitions() =>
        (await RunAsync("api-versions")).Split('\n').ShouldContain("conformance.example.com/v1");

    [Fact]
    public async Task Explain_CustomResource_FollowsItsSchema()
    {
        Needs(24, "OpenAPI v3");
        var shown = await RunAsync("explain", "wd.spec");
        shown.ShouldContain("KIND:       Widget");
        shown.ShouldContain("size\t<integer> -required-");
        shown.ShouldContain("limits\t<map[string]string>");
        shown.ShouldContain("enum: red, green");
    }

    [Fact]
    public async Task Explain_CustomResourceRecursive_ShowsEveryField()
    {
        Needs(24, "OpenAPI v3");
        var shown = await RunAsync("explain", "widgets", "--recursive");
        shown.ShouldContain("  metadata\t<ObjectMeta>");
        shown.ShouldContain("      count\t<integer>");
    }

    [Fact]
    public async Task Explain_BuiltInKind_FollowsItsTypes()
    {
        Needs(24, "OpenAPI v3");
        (await RunAsync("explain", "pods.spec.containers.ports")).ShouldContain("containerPort\t<integer> -required-");
        (await RunAsync("explain", "job", "--recursive")).ShouldContain("podFailurePolicy\t<PodFailurePolicy>");
        (await FailAsync("", "explain", "pods.spec.nonsense")).ShouldContain("field \"nonsense\" does not exist");
    }

    /// <remarks>kubectl reads OpenAPI v2 as protobuf only; the older ones validate and explain by it.</remarks>
    [Fact]
    public async Task Explain_ByOpenApiVersion2_FollowsTheSchema()
    {
        var shown = await RunAsync("explain", "wd.spec", "--output=plaintext-openapiv2");
        shown.ShouldContain("limits\t<map[string]string>");
        shown.ShouldContain("size\t<integer> -required-");
        (await RunAsync("explain", "pod.spec.containers", "--output=plaintext-openapiv2")).ShouldContain("env\t<[]Object>");
    }

    [Fact]
    public async Task Version_Server_IsKnown() => (await RunAsync("version")).ShouldContain($"Server Version: v1.{Cluster.Minor}");

    [Fact]
    public async Task ClusterInfo_ControlPlane_IsKnown() => (await RunAsync("cluster-info")).ShouldContain("is running at");

    [Fact]
    public async Task Config_CurrentContext_IsTheCluster()
    {
        var context = (await RunAsync("config", "current-context")).Trim();
        Cluster.Kubeconfig.ShouldContain($"current-context: {context}");
        (await RunAsync("config", "view", "--minify", "-o", "jsonpath={..namespace}")).ShouldBe(Namespace);
    }

    [Fact]
    public async Task Auth_CanI_SaysYes() => (await RunAsync("auth", "can-i", "delete", "widgets")).ShouldContain("yes");

    [Fact]
    public async Task Auth_CanIList_NamesEverything() =>
        (await RunAsync("auth", "can-i", "--list")).ShouldMatch(@"\*\.\* +\[\] +\[\] +\[\*\]");

    [Fact]
    public async Task Auth_WhoAmI_IsAnonymous()
    {
        Needs(28, "the review of oneself");
        (await RunAsync("auth", "whoami")).ShouldContain("system:anonymous");
    }

    [Fact]
    public async Task ApiResources_OfAGroup_AreATable() =>
        (await RunAsync("api-resources", "--api-group=conformance.example.com", "--no-headers")).ShouldMatch(
            @"widgets +wd +conformance\.example\.com/v1 +true +Widget\n"
        );

    [Fact]
    public async Task ApiResources_ByVerb_LeaveOutTheOthers()
    {
        var names = (await RunAsync("api-resources", "-o", "name", "--verbs=deletecollection")).Split('\n');
        names.ShouldContain("configmaps");
        names.ShouldNotContain("namespaces");
    }

    [Theory]
    [InlineData("create", "pods")]
    [InlineData("patch", "leases.coordination.k8s.io")]
    [InlineData("get", "/healthz")]
    public async Task Auth_CanIWhatever_SaysYes(string verb, string resource) =>
        (await RunAsync("auth", "can-i", verb, resource)).ShouldContain("yes");
}

namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>What clients find out before they do anything else.</summary>
public abstract class DiscoveryConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Api_Get_NamesVersion1() => (await Api.GetAsync("/api")).ShouldBe(200)["versions.0"]!.ToString().ShouldBe("v1");

    [Fact]
    public async Task Apis_Get_ListsTheGroupOfADefinition()
    {
        var groups = (await Api.GetAsync("/apis")).ShouldBe(200)["groups"]!.AsArray();
        groups.Select(g => (string)g!["name"]!).ShouldContain("conformance.example.com");
    }

    [Fact]
    public async Task Group_Get_PrefersItsVersion() =>
        (await Api.GetAsync("/apis/batch")).ShouldBe(200)["preferredVersion.groupVersion"]!.ToString().ShouldBe("batch/v1");

    [Fact]
    public async Task Group_Unknown_IsNotFound() => (await Api.GetAsync("/apis/none.example.com/v1")).ShouldBe(404);

    [Theory]
    [InlineData("/api/v1", "pods", "Pod", true)]
    [InlineData("/apis/batch/v1", "jobs", "Job", true)]
    [InlineData("/apis/coordination.k8s.io/v1", "leases", "Lease", true)]
    [InlineData("/apis/conformance.example.com/v1", "widgets", "Widget", true)]
    public async Task Resources_Get_SayKindAndScope(string path, string plural, string kind, bool namespaced)
    {
        var resources = (await Api.GetAsync(path)).ShouldBe(200)["resources"]!.AsArray();
        var entry = resources.Single(r => (string)r!["name"]! == plural)!;
        ((string)entry["kind"]!).ShouldBe(kind);
        ((bool)entry["namespaced"]!).ShouldBe(namespaced);
        entry["verbs"]!
            .AsArray()
            .Select(v => (string)v!)
            .ShouldBe(["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"], ignoreOrder: true);
    }

    [Fact]
    public async Task Resources_Namespaces_CannotBeDeletedAtOnce()
    {
        var resources = (await Api.GetAsync("/api/v1")).ShouldBe(200)["resources"]!.AsArray();
        var entry = resources.Single(r => (string)r!["name"]! == "namespaces")!;
        ((bool)entry["namespaced"]!).ShouldBeFalse();
        entry["verbs"]!
            .AsArray()
            .Select(v => (string)v!)
            .ShouldBe(["create", "delete", "get", "list", "patch", "update", "watch"], ignoreOrder: true);
        (await Api.DeleteAsync("/api/v1/namespaces?labelSelector=nobody%3Dhas")).ShouldFail(405, "MethodNotAllowed");
    }

    [Fact]
    public async Task Resources_OfKindWithoutStatusSubresource_DoNotListIt()
    {
        var names = (await Api.GetAsync(Group)).ShouldBe(200)["resources"]!.AsArray().Select(r => (string)r!["name"]!).ToList();
        names.ShouldContain("widgets/status");
        names.ShouldNotContain("gadgets/status");
    }

    [Fact]
    public async Task Version_Get_IsKubernetes1() => (await Api.GetAsync("/version")).ShouldBe(200)["major"]!.ToString().ShouldBe("1");

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/livez")]
    public async Task Health_Get_IsOk(string path) => (await Api.GetAsync(path)).ShouldBe(200).Text.ShouldBe("ok");

    [Fact]
    public async Task Path_Unknown_IsNotFound() => (await Api.GetAsync("/api/v1/nothings")).ShouldBe(404);
}

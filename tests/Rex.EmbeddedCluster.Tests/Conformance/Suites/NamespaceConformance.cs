namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Namespaces and what they do to the objects in them.</summary>
public abstract class NamespaceConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    public async Task InitialNamespace_Get_IsActive(string name) =>
        (await Api.GetAsync($"/api/v1/namespaces/{name}")).ShouldBe(200)["status.phase"]!.ToString().ShouldBe("Active");

    [Fact]
    public async Task Delete_Default_IsForbidden() => (await Api.DeleteAsync("/api/v1/namespaces/default")).ShouldFail(403, "Forbidden");

    [Fact]
    public async Task Delete_Namespace_Terminates()
    {
        var answer = (await Api.DeleteAsync($"/api/v1/namespaces/{Namespace}")).ShouldBe(200);
        ((string)answer["status.phase"]!).ShouldBe("Terminating");
        answer["metadata.deletionTimestamp"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Delete_Namespace_EmptiesItFirst()
    {
        SkipWithoutControllers();
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        await MakeAsync(Widgets, Widget("held", metadata: ""","finalizers":["example.com/hold"]"""));
        (await Api.DeleteAsync($"/api/v1/namespaces/{Namespace}")).ShouldBe(200);
        await Api.WaitUntilGoneAsync(ConfigMaps, "a");
        await Api.WaitUntilAsync(Widgets, "held", w => w["metadata"]!["deletionTimestamp"] is not null);
        (await Api.GetAsync($"/api/v1/namespaces/{Namespace}")).ShouldBe(200);
        (await Api.PatchAsync(Widgets + "/held", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);
        await Api.WaitUntilGoneAsync("/api/v1/namespaces", Namespace);
    }

    [Fact]
    public async Task Create_InTerminatingNamespace_IsForbidden()
    {
        await MakeAsync(Widgets, Widget("held", metadata: ""","finalizers":["example.com/hold"]"""));
        (await Api.DeleteAsync($"/api/v1/namespaces/{Namespace}")).ShouldBe(200);
        var answer = (await Api.PostAsync(ConfigMaps, ConfigMap("a"))).ShouldFail(403, "Forbidden");
        ((string)answer["details.causes.0.reason"]!).ShouldBe("NamespaceTerminating");
    }

    [Fact]
    public async Task Create_NameWithDot_IsInvalid() =>
        (await Api.PostAsync("/api/v1/namespaces", """{"metadata":{"name":"a.b"}}""")).ShouldFail(422, "Invalid");

    [Fact]
    public async Task ClusterScopedPath_OfNamespacedObject_IsNotFound()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.GetAsync("/api/v1/configmaps/a")).ShouldBe(404);
    }

    [Fact]
    public async Task Create_WithoutNamespaceInPath_IsNotAllowed() =>
        (await Api.PostAsync("/api/v1/configmaps", ConfigMap("a"))).ShouldBe(405);

    [Fact]
    public async Task Create_CustomResourceWithoutNamespaceInPath_IsNotFound() =>
        (await Api.PostAsync(Group + "/widgets", Widget("a"))).ShouldBe(404);
}

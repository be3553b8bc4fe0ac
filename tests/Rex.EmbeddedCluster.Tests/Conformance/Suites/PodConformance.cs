namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>How pods go.</summary>
public abstract class PodConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Delete_PodWithoutNode_IsMarkedFirst()
    {
        var made = await MakeAsync(Pods, Pod("a"));
        using var watch = await Api.WatchAsync($"{Pods}?resourceVersion={made.Version}");
        (await Api.DeleteAsync(Pods + "/a")).ShouldBe(200);
        var (first, marked) = await watch.NextAsync();
        first.ShouldBe("MODIFIED");
        marked["metadata"]!["deletionTimestamp"].ShouldNotBeNull();
        ((int)marked["metadata"]!["deletionGracePeriodSeconds"]!).ShouldBe(0);
        (await watch.NextNameAsync()).ShouldBe("DELETED a");
    }

    /// <remarks>In <c>policy/v1</c> it needs 1.22 or newer.</remarks>
    [Fact]
    public async Task Evict_Pod_DeletesIt()
    {
        await MakeAsync(Pods, Pod("a"));
        var answer = (await Api.PostAsync(Pods + "/a/eviction", Eviction("a"))).ShouldBe(201);
        ((string)answer["status"]!).ShouldBe("Success");
        (await Api.GetAsync(Pods + "/a")).ShouldBe(404);
    }

    [Fact]
    public async Task Evict_WithOptions_ObeysThem()
    {
        await MakeAsync(Pods, Pod("a", ",\"nodeName\":\"n\""));
        (await Api.PostAsync(Pods + "/a/eviction", Eviction("a", """{"gracePeriodSeconds":7}"""))).ShouldBe(201);
        ((int)(await Api.GetAsync(Pods + "/a"))["metadata.deletionGracePeriodSeconds"]!).ShouldBe(7);
        (await Api.PostAsync(Pods + "/a/eviction?dryRun=All", Eviction("a", """{"gracePeriodSeconds":0}"""))).ShouldBe(201);
        (await Api.GetAsync(Pods + "/a")).ShouldBe(200);
    }

    [Fact]
    public async Task Evict_OtherUid_IsConflict()
    {
        await MakeAsync(Pods, Pod("a"));
        var body = Eviction("a", """{"preconditions":{"uid":"7a1d8b5e-0000-4000-8000-000000000000"}}""");
        (await Api.PostAsync(Pods + "/a/eviction", body)).ShouldFail(409, "Conflict");
    }

    [Fact]
    public async Task Evict_OtherName_IsBadRequest()
    {
        await MakeAsync(Pods, Pod("a"));
        (await Api.PostAsync(Pods + "/a/eviction", Eviction("b"))).ShouldFail(400, "BadRequest");
    }

    [Fact]
    public async Task Evict_MissingPod_IsNotFound() =>
        (await Api.PostAsync(Pods + "/a/eviction", Eviction("a"))).ShouldFail(404, "NotFound");

    [Fact]
    public async Task Bind_Pod_GivesItANode()
    {
        await MakeAsync(Pods, Pod("a"));
        const string binding = """{"apiVersion":"v1","kind":"Binding","metadata":{"name":"a"},"target":{"kind":"Node","name":"n1"}}""";
        (await Api.PostAsync(Pods + "/a/binding", binding)).ShouldBe(201);
        ((string)(await Api.GetAsync(Pods + "/a"))["spec.nodeName"]!).ShouldBe("n1");
        (await Api.PostAsync(Pods + "/a/binding", binding)).ShouldFail(409, "Conflict");
    }

    private string Eviction(string name, string options = "{}") =>
        $$$"""{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"{{{name}}}","namespace":"{{{Namespace}}}"},"deleteOptions":{{{options}}}}""";
}

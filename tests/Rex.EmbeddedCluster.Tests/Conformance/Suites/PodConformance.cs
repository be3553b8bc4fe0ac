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

    [Theory]
    [InlineData("""{"containers":[{"name":"side","image":"b:2"}]}""")]
    [InlineData("""{"activeDeadlineSeconds":50}""")]
    [InlineData("""{"tolerations":[{"key":"a","operator":"Exists"}]}""")]
    public async Task Patch_WhatMayChangeInAPod_IsWritten(string spec)
    {
        await MakeAsync(Pods, Pod("a", ""","activeDeadlineSeconds":100"""));
        (await Api.PatchAsync(Pods + "/a", $$"""{"spec":{{spec}}}""", ApiClient.Strategic)).ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"containers":[{"name":"new","image":"b:2"}]}""", "spec.containers", "FieldValueForbidden")]
    [InlineData("""{"containers":[{"name":"side","command":["x"]}]}""", "spec", "FieldValueForbidden")]
    [InlineData("""{"containers":[{"name":"side","image":""}]}""", "spec.containers[1].image", "FieldValueRequired")]
    [InlineData("""{"activeDeadlineSeconds":200}""", "spec.activeDeadlineSeconds", "FieldValueInvalid")]
    [InlineData("""{"activeDeadlineSeconds":null}""", "spec.activeDeadlineSeconds", "FieldValueInvalid")]
    [InlineData("""{"terminationGracePeriodSeconds":5}""", "spec", "FieldValueForbidden")]
    [InlineData("""{"nodeName":"n"}""", "spec", "FieldValueForbidden")]
    [InlineData("""{"serviceAccountName":"n"}""", "spec", "FieldValueForbidden")]
    public async Task Patch_WhatMayNotChangeInAPod_IsInvalid(string spec, string field, string reason)
    {
        await MakeAsync(Pods, Pod("a", ""","activeDeadlineSeconds":100"""));
        var answer = await Api.PatchAsync(Pods + "/a", $$"""{"spec":{{spec}}}""", ApiClient.Strategic);
        var causes = answer.ShouldFail(422, "Invalid")["details.causes"]!.AsArray();
        causes.Select(c => $"{(string)c!["field"]!} {(string)c["reason"]!}").ShouldContain($"{field} {reason}");
    }

    private string Eviction(string name, string options = "{}") =>
        $$$"""{"apiVersion":"{{{(Cluster.Minor < 22 ? "policy/v1beta1" : "policy/v1")}}}","kind":"Eviction","metadata":{"name":"{{{name}}}","namespace":"{{{Namespace}}}"},"deleteOptions":{{{options}}}}""";
}

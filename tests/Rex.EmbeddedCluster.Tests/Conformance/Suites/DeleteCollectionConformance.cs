namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Deleting many objects at once.</summary>
public abstract class DeleteCollectionConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task DeleteCollection_Everything_AnswersWithWhatWas()
    {
        await MakeAsync(Widgets, Widget("a"));
        await MakeAsync(Widgets, Widget("b"));
        var answer = (await Api.DeleteAsync(Widgets)).ShouldBe(200);
        ((string)answer["kind"]!).ShouldBe("WidgetList");
        answer.ItemNames.ShouldBe(["a", "b"]);
        (await Api.GetAsync(Widgets)).ItemNames.ShouldBeEmpty();
    }

    [Fact]
    public async Task DeleteCollection_Empty_IsDone() => (await Api.DeleteAsync(Widgets)).ShouldBe(200)["items"]!.AsArray().ShouldBeEmpty();

    [Fact]
    public async Task DeleteCollection_OtherNamespace_IsLeftAlone()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.DeleteAsync("/api/v1/namespaces/kube-node-lease/configmaps")).ShouldBe(200);
        (await Api.GetAsync(ConfigMaps + "/a")).ShouldBe(200);
    }

    [Fact]
    public async Task DeleteCollection_FieldSelector_DeletesWhatMatches()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        await MakeAsync(ConfigMaps, ConfigMap("b"));
        (await Api.DeleteAsync(ConfigMaps + "?fieldSelector=metadata.name%3Da")).ShouldBe(200);
        var left = (await Api.GetAsync(ConfigMaps)).ItemNames.ToList();
        left.ShouldContain("b");
        left.ShouldNotContain("a");
    }

    [Fact]
    public async Task DeleteCollection_DryRun_DeletesNothing()
    {
        await MakeAsync(Widgets, Widget("a"));
        (await Api.DeleteAsync(Widgets + "?dryRun=All")).ShouldBe(200).ItemNames.ShouldBe(["a"]);
        (await Api.GetAsync(Widgets + "/a")).ShouldBe(200);
    }

    [Fact]
    public async Task DeleteCollection_Finalizers_AreWaitedFor()
    {
        await MakeAsync(Widgets, Widget("a", metadata: ""","finalizers":["example.com/hold"]"""));
        await MakeAsync(Widgets, Widget("b"));
        (await Api.DeleteAsync(Widgets)).ShouldBe(200);
        var left = await Api.GetAsync(Widgets);
        left.ItemNames.ShouldBe(["a"]);
        left["items.0.metadata.deletionTimestamp"].ShouldNotBeNull();
    }

    [Fact]
    public async Task DeleteCollection_Policy_IsThatOfEach()
    {
        await MakeAsync(Widgets, Widget("a"));
        (await Api.DeleteAsync(Widgets, """{"propagationPolicy":"Nonsense"}""")).ShouldFail(422, "Invalid");
        (await Api.GetAsync(Widgets + "/a")).ShouldBe(200);
    }

    [Fact]
    public async Task DeleteCollection_AcrossNamespaces_IsNotAllowed() =>
        (await Api.DeleteAsync("/api/v1/configmaps?labelSelector=nobody%3Dhas")).ShouldFail(405, "MethodNotAllowed");

    [Fact]
    public async Task DeleteCollection_OfCustomResourcesAcrossNamespaces_IsNotFound() =>
        (await Api.DeleteAsync(Group + "/widgets?labelSelector=nobody%3Dhas")).ShouldBe(404);

    [Fact]
    public async Task DeleteCollection_Watch_SeesEach()
    {
        await MakeAsync(Widgets, Widget("a"));
        var last = await MakeAsync(Widgets, Widget("b"));
        using var watch = await Api.WatchAsync($"{Widgets}?resourceVersion={last.Version}");
        await Api.DeleteAsync(Widgets);
        string[] seen = [await watch.NextNameAsync(), await watch.NextNameAsync()];
        seen.ShouldBe(["DELETED a", "DELETED b"], ignoreOrder: true);
    }
}

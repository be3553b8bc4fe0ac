namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Reading metadata only, as garbage collectors and other clients without types do.</summary>
public abstract class MetadataConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    private const string One = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    private const string Many = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    [Fact]
    public async Task Get_Metadata_HasNothingElse()
    {
        var made = await MakeAsync(Widgets, Widget("a", metadata: ""","labels":{"x":"y"}"""));
        var partial = (await Api.GetAsync(Widgets + "/a", One)).ShouldBe(200);
        ((string)partial["kind"]!).ShouldBe("PartialObjectMetadata");
        ((string)partial["apiVersion"]!).ShouldBe("meta.k8s.io/v1");
        partial.Uid.ShouldBe(made.Uid);
        ((string)partial["metadata.labels.x"]!).ShouldBe("y");
        partial["spec"].ShouldBeNull();
    }

    [Fact]
    public async Task List_Metadata_HoldsEveryObject()
    {
        await MakeAsync(Widgets, Widget("a"));
        await MakeAsync(Widgets, Widget("b"));
        var list = (await Api.GetAsync(Widgets + "?limit=1", Many)).ShouldBe(200);
        ((string)list["kind"]!).ShouldBe("PartialObjectMetadataList");
        list.ItemNames.ShouldBe(["a"]);
        ((string)list["items.0.kind"]!).ShouldBe("PartialObjectMetadata");
        ((string?)list["metadata.continue"]).ShouldNotBeNullOrEmpty();
        list.Version.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Patch_Metadata_AnswersWithIt()
    {
        await MakeAsync(Widgets, Widget("a"));
        var answer = await Api.SendAsync(
            HttpMethod.Patch,
            Widgets + "/a",
            """{"metadata":{"labels":{"x":"y"}}}""",
            ApiClient.Merge,
            One + ",application/json"
        );
        ((string)answer.ShouldBe(200)["kind"]!).ShouldBe("PartialObjectMetadata");
    }

    [Fact]
    public async Task List_WantedAsOneObject_IsNotAcceptable() => (await Api.GetAsync(Widgets, One)).ShouldFail(406, "NotAcceptable");

    [Fact]
    public async Task Get_WantedAsList_IsNotAcceptable()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.GetAsync(ConfigMaps + "/a", Many)).ShouldFail(406, "NotAcceptable");
    }

    /// <remarks>A weakness of the real server.</remarks>
    [Fact]
    public async Task Get_CustomResourceWantedAsList_IsAnUnknownError()
    {
        await MakeAsync(Widgets, Widget("a"));
        (await Api.GetAsync(Widgets + "/a", Many)).ShouldBe(500).Message.ShouldBe("content is not a list");
    }

    [Fact]
    public async Task Get_MissingObject_IsAStatus() => (await Api.GetAsync(Widgets + "/none", One)).ShouldFail(404, "NotFound");

    [Fact]
    public async Task Watch_Metadata_HasNothingElse()
    {
        var start = (await Api.GetAsync(Widgets)).Version;
        using var watch = await Api.WatchAsync($"{Widgets}?resourceVersion={start}", One);
        await MakeAsync(Widgets, Widget("a"));
        var (type, obj) = await watch.NextAsync();
        type.ShouldBe("ADDED");
        ((string)obj["kind"]!).ShouldBe("PartialObjectMetadata");
        obj["spec"].ShouldBeNull();
    }
}

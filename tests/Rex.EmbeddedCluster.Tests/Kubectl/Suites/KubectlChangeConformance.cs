using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl.Suites;

/// <summary>Changing objects that are there.</summary>
public abstract class KubectlChangeConformance(IConformanceCluster cluster, KubectlHome home) : KubectlTest(cluster, home)
{
    [Fact]
    public async Task Label_Values_AreSetChangedAndTakenOff()
    {
        await MakeAsync();
        (await RunAsync("label", "wd", "one", "stage=qa")).ShouldBe("widget.conformance.example.com/one labeled\n");
        ((string)(await Api.GetAsync(Widgets + "/one"))["metadata.labels.stage"]!).ShouldBe("qa");
        (await FailAsync("", "label", "wd", "one", "stage=done")).ShouldContain("--overwrite is false");
        await RunAsync("label", "wd", "--all", "stage=done", "--overwrite");
        (await RunAsync("label", "wd", "one", "--list")).ShouldBe("stage=done\n");
        (await RunAsync("label", "wd", "one", "stage-")).ShouldContain("unlabeled");
        (await Api.GetAsync(Widgets + "/one"))["metadata.labels"].ShouldBeNull();
    }

    [Fact]
    public async Task Label_WithOldResourceVersion_IsConflict()
    {
        var made = await MakeAsync();
        (await Api.PatchAsync(Widgets + "/one", """{"spec":{"size":4}}""")).ShouldBe(200);
        (await FailAsync("", "label", "wd", "one", "a=b", "--resource-version=" + made.Version)).ShouldContain("(Conflict)");
    }

    [Fact]
    public async Task Annotate_Value_IsSet()
    {
        await MakeAsync();
        (await RunAsync("annotate", "wd", "one", "example.com/a=b c")).ShouldContain("annotated");
        (await Api.GetAsync(Widgets + "/one"))["metadata.annotations"]!.ToJsonString().ShouldBe("""{"example.com/a":"b c"}""");
    }

    [Theory]
    [InlineData("merge", """{"spec":{"size":9}}""")]
    [InlineData("json", """[{"op":"test","path":"/spec/size","value":3},{"op":"replace","path":"/spec/size","value":9}]""")]
    public async Task Patch_CustomResource_IsWritten(string type, string patch)
    {
        await MakeAsync();
        (await RunAsync("patch", "wd", "one", "--type", type, "-p", patch)).ShouldContain("patched");
        ((int)(await Api.GetAsync(Widgets + "/one"))["spec.size"]!).ShouldBe(9);
        (await RunAsync("patch", "wd", "one", "--type", "merge", "-p", "{}")).ShouldContain("patched (no change)");
    }

    [Fact]
    public async Task Patch_StrategicOfCustomResource_IsRefused()
    {
        await MakeAsync();
        (await FailAsync("", "patch", "wd", "one", "-p", "{}")).ShouldContain("application/strategic-merge-patch+json is not supported");
    }

    [Fact]
    public async Task Patch_StrategicOfBuiltInKind_MergesByKey()
    {
        await RunAsync("run", "p", "--image=a");
        await RunAsync(
            "patch",
            "pod",
            "p",
            "-p",
            """{"spec":{"containers":[{"name":"p","image":"b"}],"tolerations":[{"key":"k","operator":"Exists"}]}}"""
        );
        var pod = await Api.GetAsync(Core + "/pods/p");
        pod["spec.containers"]!.AsArray().Select(c => (string)c!["image"]!).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Patch_Status_GoesToTheSubresource()
    {
        await MakeAsync();
        await RunAsync("patch", "wd", "one", "--subresource=status", "--type=merge", "-p", """{"status":{"phase":"Running"}}""");
        ((string)(await Api.GetAsync(Widgets + "/one"))["status.phase"]!).ShouldBe("Running");
    }

    [Fact]
    public async Task Patch_InvalidValue_SaysWhy()
    {
        await MakeAsync();
        (await FailAsync("", "patch", "wd", "one", "--type=merge", "-p", """{"spec":{"size":1000}}""")).ShouldContain(
            "spec.size in body should be less than or equal to 100"
        );
    }

    [Fact]
    public async Task Replace_Object_IsWritten()
    {
        await MakeAsync("one", 3, ""","labels":{"a":"b"}""");
        (await FeedAsync(Widget.Replace("3", "5", StringComparison.Ordinal), "replace", "-f", "-")).ShouldContain("replaced");
        var read = await Api.GetAsync(Widgets + "/one");
        ((int)read["spec.size"]!).ShouldBe(5);
        read["metadata.labels"].ShouldBeNull();
    }

    [Fact]
    public async Task Replace_Force_MakesItAnew()
    {
        var before = await MakeAsync();
        await FeedAsync(Widget, "replace", "--force", "-f", "-");
        (await Api.GetAsync(Widgets + "/one")).Uid.ShouldNotBe(before.Uid);
    }

    [Fact]
    public async Task Replace_Missing_IsNotFound() => (await FailAsync(Widget, "replace", "-f", "-")).ShouldContain("(NotFound)");

    [Fact]
    public async Task Annotate_Again_NeedsToBeSaid()
    {
        await MakeAsync("one", 3, ""","annotations":{"a":"1"}""");
        (await FailAsync("", "annotate", "wd", "one", "a=2")).ShouldContain("--overwrite is false");
        await RunAsync("annotate", "wd", "one", "a=2", "--overwrite");
        (await RunAsync("annotate", "wd", "one", "--list")).ShouldBe("a=2\n");
        await RunAsync("annotate", "wd", "one", "a-");
        (await Api.GetAsync(Widgets + "/one"))["metadata.annotations"].ShouldBeNull();
    }
}

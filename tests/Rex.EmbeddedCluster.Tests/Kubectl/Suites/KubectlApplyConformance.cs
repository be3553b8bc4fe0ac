using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl.Suites;

/// <summary>Applying configurations, by the client and by the server.</summary>
public abstract class KubectlApplyConformance(IConformanceCluster cluster, KubectlHome home) : KubectlTest(cluster, home)
{
    private const string Map = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"1","b":"2"}}""";

    private const string Pod =
        """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"x"},{"name":"b","image":"x"}]}}""";

    [Fact]
    public async Task Apply_Twice_CreatesAndConfigures()
    {
        (await FeedAsync(Widget, "apply", "-f", "-")).ShouldBe("widget.conformance.example.com/one created\n");
        (await FeedAsync(Widget, "apply", "-f", "-")).ShouldBe("widget.conformance.example.com/one unchanged\n");
        var changed = Widget.Replace("3", "4", StringComparison.Ordinal);
        (await FeedAsync(changed, "apply", "-f", "-")).ShouldBe("widget.conformance.example.com/one configured\n");
        ((int)(await Api.GetAsync(Widgets + "/one"))["spec.size"]!).ShouldBe(4);
    }

    [Fact]
    public async Task Apply_UnknownField_IsRefusedByTheServer()
    {
        Needs(25, "field validation by the server");
        var typo = Widget.Replace("\"size\"", "\"sighs\":1,\"size\"", StringComparison.Ordinal);
        (await FailAsync(typo, "apply", "-f", "-")).ShouldContain("unknown field \"spec.sighs\"");
        (await FailAsync(Pod.Replace("image", "imag", StringComparison.Ordinal), "apply", "-f", "-")).ShouldContain(
            "unknown field \"spec.containers[0].imag\""
        );
    }

    [Fact]
    public async Task Apply_FieldThatIsLeftOut_IsRemoved()
    {
        await FeedAsync(Map, "apply", "-f", "-");
        await FeedAsync(Map.Replace(",\"b\":\"2\"", "", StringComparison.Ordinal), "apply", "-f", "-");
        (await Api.GetAsync(Core + "/configmaps/c"))["data"]!.ToJsonString().ShouldBe("""{"a":"1"}""");
    }

    [Fact]
    public async Task Apply_ListOfBuiltInKind_IsMergedByItsKey()
    {
        const string service =
            """{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"name":"a","port":1},{"name":"b","port":2}]}}""";
        await FeedAsync(service, "apply", "-f", "-");
        const string more = """{"spec":{"ports":[{"name":"c","port":3}]}}""";
        (await Api.PatchAsync(Core + "/services/s", more, ApiClient.Strategic)).ShouldBe(200);
        await FeedAsync(service.Replace("""{"name":"a","port":1},""", "", StringComparison.Ordinal), "apply", "-f", "-");
        var names = (await Api.GetAsync(Core + "/services/s"))["spec.ports"]!.AsArray().Select(p => (string)p!["name"]!);
        names.ShouldBe(["b", "c"], ignoreOrder: true, "what was applied before and is not any more goes; what somebody else added stays");
    }

    [Theory]
    [InlineData("server", "widget.conformance.example.com/one created (server dry run)\n")]
    [InlineData("client", "widget.conformance.example.com/one created (dry run)\n")]
    public async Task Apply_DryRun_WritesNothing(string where, string printed)
    {
        (await FeedAsync(Widget, "apply", "-f", "-", "--dry-run=" + where)).ShouldBe(printed);
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(404);
    }

    [Fact]
    public async Task Apply_Prune_DeletesWhatIsNotThereAnyMore()
    {
        await FeedAsync(Map.Replace("\"c\"", "\"old\",\"labels\":{\"set\":\"x\"}", StringComparison.Ordinal), "apply", "-f", "-");
        var output = await FeedAsync(
            Map.Replace("\"c\"", "\"new\",\"labels\":{\"set\":\"x\"}", StringComparison.Ordinal),
            "apply",
            "-f",
            "-",
            "--prune",
            "-l",
            "set=x",
            "--prune-allowlist=core/v1/ConfigMap"
        );
        output.ShouldContain("configmap/old pruned");
        (await Api.GetAsync(Core + "/configmaps")).ItemNames.ShouldBe(["new"]);
    }

    [Fact]
    public async Task Apply_ServerSide_OwnsItsFields()
    {
        (await FeedAsync(Widget, "apply", "--server-side", "-f", "-")).ShouldBe("widget.conformance.example.com/one serverside-applied\n");
        await RunAsync("patch", "wd", "one", "--type=merge", "-p", """{"spec":{"size":9}}""");
        (await FailAsync(Widget, "apply", "--server-side", "-f", "-")).ShouldContain("1 conflict: conflict with \"kubectl-patch\"");
        await FeedAsync(Widget, "apply", "--server-side", "--force-conflicts", "-f", "-");
        ((int)(await Api.GetAsync(Widgets + "/one"))["spec.size"]!).ShouldBe(3);
    }

    [Fact]
    public async Task Diff_Change_IsShown()
    {
        await FeedAsync(Widget, "apply", "-f", "-");
        (await FeedAsync(Widget, "diff", "-f", "-")).ShouldBeEmpty();
        var shown = await FailAsync(Widget.Replace("3", "4", StringComparison.Ordinal), "diff", "-f", "-");
        shown.ShouldContain("-  size: 3");
        shown.ShouldContain("+  size: 4");
        ((int)(await Api.GetAsync(Widgets + "/one"))["spec.size"]!).ShouldBe(3);
    }
}

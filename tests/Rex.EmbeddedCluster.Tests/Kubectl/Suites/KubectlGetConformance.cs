using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl.Suites;

/// <summary>Reading in every form of output, and watching.</summary>
public abstract class KubectlGetConformance(IConformanceCluster cluster, KubectlHome home) : KubectlTest(cluster, home)
{
    [Fact]
    public async Task Get_Table_HasTheDefinitionsColumns()
    {
        await MakeAsync();
        (await RunAsync("get", "widgets")).ShouldBe("NAME   SIZE   READY\none    3      \n");
        (await RunAsync("get", "widgets", "--no-headers")).ShouldBe("one   3     \n");
    }

    [Theory]
    [InlineData("name", "widget.conformance.example.com/a\nwidget.conformance.example.com/b\n")]
    [InlineData("jsonpath={.items[*].spec.size}", "2 1")]
    [InlineData("jsonpath={range .items[?(@.spec.size>1)]}{.metadata.name}{end}", "a")]
    [InlineData("custom-columns=N:.metadata.name,S:.spec.size", "N     S\na     2\nb     1\n")]
    [InlineData("go-template={{range .items}}{{.metadata.name}}={{.spec.size}};{{end}}", "a=2;b=1;")]
    public async Task Get_OutputForm_IsPrinted(string form, string expected)
    {
        await MakeAsync("a", 2);
        await MakeAsync("b", 1);
        (await RunAsync("get", "wd", "-o", form)).ShouldBe(expected);
    }

    [Fact]
    public async Task Get_JsonAndYaml_HoldTheObject()
    {
        await MakeAsync();
        var json = System.Text.Json.Nodes.JsonNode.Parse(await RunAsync("get", "wd", "one", "-o", "json"))!;
        ((int)json["spec"]!["size"]!).ShouldBe(3);
        (await RunAsync("get", "wd", "one", "-o", "yaml")).ShouldContain("spec:\n  color: red\n  size: 3\n");
    }

    [Fact]
    public async Task Get_SortBy_Sorts()
    {
        await MakeAsync("a", 2);
        await MakeAsync("b", 1);
        (await RunAsync("get", "wd", "--sort-by=.spec.size", "-o", "name")).ShouldBe(
            "widget.conformance.example.com/b\nwidget.conformance.example.com/a\n"
        );
        (await RunAsync("get", "wd", "--sort-by=.spec.size")).ShouldBe("NAME   SIZE   READY\nb      1      \na      2      \n");
    }

    [Fact]
    public async Task Get_Labels_AreShownAndSelected()
    {
        await MakeAsync("a", 2, ""","labels":{"stage":"qa"}""");
        await MakeAsync("b", 1);
        (await RunAsync("get", "wd", "--show-labels")).ShouldContain("stage=qa");
        (await RunAsync("get", "wd", "-L", "stage")).ShouldContain("STAGE");
        (await RunAsync("get", "wd", "-l", "stage in (qa)", "-o", "name")).ShouldBe("widget.conformance.example.com/a\n");
        (await RunAsync("get", "wd", "-l", "!stage", "-o", "name")).ShouldBe("widget.conformance.example.com/b\n");
    }

    [Fact]
    public async Task Get_FieldSelector_Selects()
    {
        await MakeAsync("a", 2);
        await MakeAsync("b", 1);
        (await RunAsync("get", "wd", "--field-selector=metadata.name!=a", "-o", "name")).ShouldBe("widget.conformance.example.com/b\n");
        (await FailAsync("", "get", "wd", "--field-selector=spec.size=1")).ShouldContain("field label not supported: spec.size");
    }

    [Fact]
    public async Task Get_AllNamespaces_NamesThem()
    {
        await MakeAsync();
        (await RunAsync("get", "wd", "-A")).ShouldMatch($@"NAMESPACE +NAME +SIZE +READY\n(.*\n)*{Namespace} +one +3");
    }

    [Fact]
    public async Task Get_Chunks_AreOneList()
    {
        for (var i = 0; i < 5; i++)
        {
            await MakeAsync($"w{i}", 1);
        }

        (await RunAsync("get", "wd", "--chunk-size=2")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(6);
    }

    [Fact]
    public async Task Get_PodsWide_HasTheColumnsOfPods()
    {
        await RunAsync("run", "p", "--image=busybox");
        (await RunAsync("get", "pods", "-o", "wide")).ShouldMatch(
            "NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES\np +0/1 +Pending +0 +[0-9]+s +<none> +<none> +<none> +<none>\n"
        );
    }

    [Fact]
    public async Task Get_SeveralKinds_AreNamed()
    {
        await MakeAsync();
        await RunAsync("create", "configmap", "c");
        (await RunAsync("get", "wd,cm")).ShouldContain("configmap/c");
        (await RunAsync("get", "widget/one", "configmap/c", "-o", "name")).ShouldBe("widget.conformance.example.com/one\nconfigmap/c\n");
    }

    [Fact]
    public async Task Get_Missing_FailsWithNotFound()
    {
        (await FailAsync("", "get", "wd", "none")).ShouldBe(
            "Error from server (NotFound): widgets.conformance.example.com \"none\" not found\n"
        );
        (await RunAsync("get", "wd", "none", "--ignore-not-found")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_Watch_FollowsChanges()
    {
        await MakeAsync();
        await using var kubectl = Start("get", "wd", "--watch", "-o", "jsonpath={.spec.size}{'\\n'}");
        (await kubectl.Output.ReadLineAsync(Cancellation)).ShouldBe("3");
        (await Api.PatchAsync(Widgets + "/one", """{"spec":{"size":4}}""")).ShouldBe(200);
        (await kubectl.Output.ReadLineAsync(Cancellation)).ShouldBe("4");
    }

    [Fact]
    public async Task Get_WatchEvents_AreNamed()
    {
        await MakeAsync();
        await using var kubectl = Start("get", "wd", "--watch", "--output-watch-events");
        (await kubectl.Output.ReadLineAsync(Cancellation))!.ShouldMatch("^EVENT +NAME +SIZE +READY *$");
        (await kubectl.Output.ReadLineAsync(Cancellation))!.ShouldMatch("^ADDED +one +3 *$");
        (await Api.PatchAsync(Widgets + "/one/status", """{"status":{"phase":"Running"}}""")).ShouldBe(200);
        (await kubectl.Output.ReadLineAsync(Cancellation))!.ShouldMatch("^MODIFIED +one +3 +Running *$");
        (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        (await kubectl.Output.ReadLineAsync(Cancellation))!.ShouldMatch("^DELETED +one +3 +Running *$");
    }

    [Fact]
    public async Task Get_JobsAndLeases_AreTables()
    {
        await RunAsync("create", "job", "j", "--image=busybox");
        (await RunAsync("get", "jobs", "-o", "wide")).ShouldMatch(
            "NAME +(STATUS +)?COMPLETIONS +DURATION +AGE +CONTAINERS +IMAGES +SELECTOR\nj +([A-Za-z]+ +)?0/1 +([0-9]+s)? *[0-9]+s +j +busybox +.*controller-uid=.*\n"
        );
        const string lease = """{"metadata":{"name":"l"},"spec":{"holderIdentity":"me"}}""";
        (await Api.PostAsync($"/apis/coordination.k8s.io/v1/namespaces/{Namespace}/leases", lease)).ShouldBe(201);
        (await RunAsync("get", "leases")).ShouldMatch("NAME +HOLDER +AGE\nl +me +[0-9]+s\n");
    }
}

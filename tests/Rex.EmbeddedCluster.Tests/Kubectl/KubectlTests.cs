using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl;

/// <summary>The command line client, as a process.</summary>
public sealed class KubectlTests : IAsyncLifetime
{
    private const string Widget = """
        {"apiVersion":"conformance.example.com/v1","kind":"Widget","metadata":{"name":"one"},"spec":{"size":3}}
        """;

    private const string Widgets = "/apis/conformance.example.com/v1/namespaces/default/widgets";

    private readonly string _folder = Directory.CreateTempSubdirectory("kubectl").FullName;
    private readonly HttpClient _http = new();
    private EmbeddedCluster _cluster = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ApiClient Api => new(_http, Cancellation);

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(KubectlProcess.Executable is null, "kubectl is not on the path");
        _cluster = await EmbeddedCluster.StartAsync(cancellationToken: Cancellation);
        _http.BaseAddress = _cluster.BaseAddress;
        await _cluster.WriteKubeconfigAsync(Path.Combine(_folder, "kubeconfig"), Cancellation);
        (await Api.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", ConformanceResources.Widgets)).ShouldBe(201);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Apply_Twice_CreatesAndConfigures()
    {
        (await RunAsync(Widget, "apply", "-f", "-")).ShouldBe("widget.conformance.example.com/one created\n");
        (await RunAsync(Widget, "apply", "-f", "-")).ShouldBe("widget.conformance.example.com/one unchanged\n");
        var changed = Widget.Replace("3", "4", StringComparison.Ordinal);
        (await RunAsync(changed, "apply", "-f", "-")).ShouldBe("widget.conformance.example.com/one configured\n");
        (await RunAsync("", "get", "wd", "one", "-o", "jsonpath={.spec.size}")).ShouldBe("4");
    }

    [Fact]
    public async Task Apply_UnknownField_IsRefusedByTheServer()
    {
        var (code, output) = await TryAsync(
            Widget.Replace("\"size\"", "\"sighs\":1,\"size\"", StringComparison.Ordinal),
            "apply",
            "-f",
            "-"
        );
        code.ShouldBe(1);
        output.ShouldContain("unknown field \"spec.sighs\"");
    }

    [Fact]
    public async Task Apply_BuiltInKind_IsMerged()
    {
        const string map = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"},"data":{"a":"1","b":"2"}}""";
        await RunAsync(map, "apply", "-f", "-");
        await RunAsync(map.Replace(",\"b\":\"2\"", "", StringComparison.Ordinal), "apply", "-f", "-");
        (await RunAsync("", "get", "cm", "c", "-o", "jsonpath={.data}")).ShouldBe("""{"a":"1"}""");
    }

    [Fact]
    public async Task Get_Table_HasTheDefinitionsColumns()
    {
        await MakeAsync();
        (await RunAsync("", "get", "widgets")).ShouldBe("NAME   SIZE   READY\none    3      \n");
        (await RunAsync("", "get", "widgets", "-o", "name")).ShouldBe("widget.conformance.example.com/one\n");
    }

    [Fact]
    public async Task Get_Missing_FailsWithNotFound()
    {
        var (code, output) = await TryAsync("", "get", "wd", "none");
        code.ShouldBe(1);
        output.ShouldBe("Error from server (NotFound): widgets.conformance.example.com \"none\" not found\n");
    }

    [Fact]
    public async Task Label_AndAnnotate_AreWritten()
    {
        await MakeAsync();
        (await RunAsync("", "label", "wd", "one", "stage=qa")).ShouldContain("labeled");
        (await RunAsync("", "annotate", "wd", "one", "example.com/a=b")).ShouldContain("annotated");
        var read = await Api.GetAsync(Widgets + "/one");
        ((string)read["metadata.labels.stage"]!).ShouldBe("qa");
        (await RunAsync("", "get", "wd", "-l", "stage in (qa)", "-o", "name")).ShouldNotBeEmpty();
        (await RunAsync("", "label", "wd", "one", "stage-")).ShouldContain("unlabeled");
    }

    [Theory]
    [InlineData("merge", """{"spec":{"size":9}}""")]
    [InlineData("json", """[{"op":"replace","path":"/spec/size","value":9}]""")]
    public async Task Patch_EveryType_IsWritten(string type, string patch)
    {
        await MakeAsync();
        (await RunAsync("", "patch", "wd", "one", "--type", type, "-p", patch)).ShouldContain("patched");
        ((int)(await Api.GetAsync(Widgets + "/one"))["spec.size"]!).ShouldBe(9);
    }

    [Fact]
    public async Task Patch_Status_GoesToTheSubresource()
    {
        await MakeAsync();
        await RunAsync("", "patch", "wd", "one", "--subresource=status", "--type=merge", "-p", """{"status":{"phase":"Running"}}""");
        ((string)(await Api.GetAsync(Widgets + "/one"))["status.phase"]!).ShouldBe("Running");
    }

    [Fact]
    public async Task Delete_Wait_WaitsForTheFinalizer()
    {
        await MakeAsync();
        (await Api.PatchAsync(Widgets + "/one", """{"metadata":{"finalizers":["example.com/hold"]}}""")).ShouldBe(200);
        await using var kubectl = KubectlProcess.Start(_folder, "delete", "wd", "one", "--wait");
        await Api.WaitUntilAsync(Widgets, "one", w => w["metadata"]!["deletionTimestamp"] is not null);
        kubectl.HasExited.ShouldBeFalse();
        (await Api.PatchAsync(Widgets + "/one", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);
        var (code, output) = await kubectl.FinishAsync("", Cancellation);
        code.ShouldBe(0, output);
        output.ShouldContain("deleted");
    }

    [Fact]
    public async Task Delete_Selector_DeletesWhatMatches()
    {
        await MakeAsync();
        (await RunAsync("", "delete", "wd", "-l", "none=such")).ShouldContain("No resources found");
        (await RunAsync("", "delete", "wd", "-l", "!none")).ShouldContain("\"one\" deleted");
    }

    [Fact]
    public async Task Get_Watch_FollowsChanges()
    {
        await MakeAsync();
        await using var kubectl = KubectlProcess.Start(_folder, "get", "wd", "--watch", "-o", "jsonpath={.spec.size}{'\\n'}");
        (await kubectl.Output.ReadLineAsync(Cancellation)).ShouldBe("3");
        (await Api.PatchAsync(Widgets + "/one", """{"spec":{"size":4}}""")).ShouldBe(200);
        (await kubectl.Output.ReadLineAsync(Cancellation)).ShouldBe("4");
    }

    [Fact]
    public async Task Wait_Condition_EndsWhenItIsTrue()
    {
        await MakeAsync();
        await using var kubectl = KubectlProcess.Start(
            _folder,
            "wait",
            "wd/one",
            "--for=jsonpath={.status.phase}=Running",
            "--timeout=60s"
        );
        (await Api.PatchAsync(Widgets + "/one/status", """{"status":{"phase":"Running"}}""")).ShouldBe(200);
        (await kubectl.FinishAsync("", Cancellation)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Create_KindsThatAreSentAsProtobuf_AreUnderstood()
    {
        (await RunAsync("", "create", "namespace", "extra")).ShouldBe("namespace/extra created\n");
        await RunAsync("", "create", "configmap", "c", "--from-literal=a=1", "-n", "extra");
        await RunAsync("", "create", "secret", "generic", "s", "--from-literal=token=abc", "-n", "extra");
        await RunAsync("", "create", "role", "r", "--verb=get,list", "--resource=pods", "-n", "extra");
        (await RunAsync("", "get", "cm", "c", "-n", "extra", "-o", "jsonpath={.data.a}")).ShouldBe("1");
        (await RunAsync("", "get", "secret", "s", "-n", "extra", "-o", "jsonpath={.data.token}")).ShouldBe("YWJj");
        (await RunAsync("", "get", "role", "r", "-n", "extra", "-o", "jsonpath={.rules[0].verbs}")).ShouldBe("""["get","list"]""");
    }

    [Fact]
    public async Task Auth_CanI_SaysYes() => (await RunAsync("", "auth", "can-i", "delete", "widgets")).ShouldContain("yes");

    [Fact]
    public async Task ApiResources_HoldTheDefinition() =>
        (await RunAsync("", "api-resources", "-o", "name")).ShouldContain("widgets.conformance.example.com");

    private Task<ApiAnswer> MakeAsync() => Api.PostAsync(Widgets, Widget);

    private async Task<string> RunAsync(string input, params string[] arguments)
    {
        var (code, output) = await TryAsync(input, arguments);
        code.ShouldBe(0, output);
        return output;
    }

    private async Task<(int Code, string Output)> TryAsync(string input, params string[] arguments)
    {
        await using var kubectl = KubectlProcess.Start(_folder, arguments);
        return await kubectl.FinishAsync(input, Cancellation);
    }
}

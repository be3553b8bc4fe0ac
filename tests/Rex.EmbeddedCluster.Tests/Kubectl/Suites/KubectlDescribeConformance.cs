using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl.Suites;

/// <summary>Describing objects, and the events about them.</summary>
public abstract class KubectlDescribeConformance(IConformanceCluster cluster, KubectlHome home) : KubectlTest(cluster, home)
{
    [Fact]
    public async Task Describe_CustomResource_ShowsFieldsAndEvents()
    {
        var made = await MakeAsync();
        await EventAsync("Widget", "conformance.example.com/v1", made.Uid);
        var shown = await RunAsync("describe", "wd", "one");
        shown.ShouldContain("Size:   3");
        shown.ShouldMatch(@"Normal +Restarted +[0-9a-z]+ +tests +it went well");
    }

    [Fact]
    public async Task Describe_Pod_ShowsContainersAndEvents()
    {
        await RunAsync("run", "one", "--image=busybox", "--port=80");
        await EventAsync("Pod", "v1", (await Api.GetAsync(Core + "/pods/one")).Uid);
        var shown = await RunAsync("describe", "pod", "one");
        shown.ShouldMatch("Image: +busybox");
        shown.ShouldMatch("Port: +80/TCP");
        shown.ShouldContain("it went well");
    }

    [Fact]
    public async Task Describe_Job_ShowsItsPods()
    {
        await RunAsync("create", "job", "j", "--image=busybox", "--", "true");
        var shown = await RunAsync("describe", "job", "j");
        shown.ShouldMatch("Completions: +1");
        shown.ShouldMatch("Image: +busybox");
        shown.ShouldContain("job-name=j");
    }

    [Fact]
    public async Task Describe_ConfigMap_ShowsItsData()
    {
        await RunAsync("create", "configmap", "c", "--from-literal=a=1");
        (await RunAsync("describe", "configmap", "c")).ShouldContain("a:\n----\n1\n");
    }

    [Fact]
    public async Task Describe_Namespace_ShowsItsPhase() => (await RunAsync("describe", "ns", Namespace)).ShouldMatch("Status: +Active");

    [Fact]
    public async Task Events_OfAnObject_AreShown()
    {
        await EventAsync("Widget", "conformance.example.com/v1", "");
        (await RunAsync("events", "--for", "widgets.conformance.example.com/one")).ShouldMatch(
            "LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n.+ Normal +Restarted +Widget/one +it went well"
        );
        (await RunAsync("events", "--types=Warning")).ShouldContain("No events found");
    }

    [Theory]
    [InlineData("events")]
    [InlineData("events.events.k8s.io")]
    public async Task Get_Events_AreATable(string resource)
    {
        await EventAsync("Widget", "conformance.example.com/v1", "");
        (await RunAsync("get", resource)).ShouldMatch(
            "LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n.+ Normal +Restarted +widget/one +it went well"
        );
    }

    private async Task EventAsync(string kind, string apiVersion, string uid) =>
        (
            await Api.PostAsync(
                Core + "/events",
                $$$"""
                {"metadata":{"name":"e"},"reason":"Restarted","type":"Normal","message":"it went well","source":{"component":"tests"},"count":1,
                 "involvedObject":{"kind":"{{{kind}}}","apiVersion":"{{{apiVersion}}}","namespace":"{{{Namespace}}}","name":"one","uid":"{{{uid}}}"},
                 "firstTimestamp":"2024-01-01T00:00:00Z","lastTimestamp":"2024-01-01T00:00:00Z"}
                """
            )
        ).ShouldBe(201);
}

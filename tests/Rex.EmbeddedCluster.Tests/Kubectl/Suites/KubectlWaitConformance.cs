using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl.Suites;

/// <summary>Waiting for objects to be as wanted.</summary>
public abstract class KubectlWaitConformance(IConformanceCluster cluster, KubectlHome home) : KubectlTest(cluster, home)
{
    private const string Pod = """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a","image":"a"}]}}""";

    [Fact]
    public async Task Wait_JsonPath_EndsWhenItIsTrue()
    {
        await MakeAsync();
        await using var kubectl = Start("wait", "wd/one", "--for=jsonpath={.status.phase}=Running", "--timeout=60s");
        (await Api.PatchAsync(Widgets + "/one/status", """{"status":{"phase":"Running"}}""")).ShouldBe(200);
        (await kubectl.FinishAsync("", Cancellation)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Wait_Condition_EndsWhenItIsTrue()
    {
        (await Api.PostAsync(Core + "/pods", Pod)).ShouldBe(201);
        await using var kubectl = Start("wait", "pod/p", "--for=condition=Ready", "--timeout=60s");
        (await Api.PatchAsync(Core + "/pods/p/status", """{"status":{"conditions":[{"type":"Ready","status":"True"}]}}""")).ShouldBe(200);
        (await kubectl.FinishAsync("", Cancellation)).Output.ShouldBe("pod/p condition met\n");
    }

    [Fact]
    public async Task Wait_Delete_EndsWhenItIsGone()
    {
        await MakeAsync("one", 1, ""","finalizers":["example.com/hold"]""");
        (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        await using var kubectl = Start("wait", "wd/one", "--for=delete", "--timeout=60s");
        (await Api.PatchAsync(Widgets + "/one", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);
        (await kubectl.FinishAsync("", Cancellation)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Wait_Create_EndsWhenItIsThere()
    {
        await using var kubectl = Start("wait", "wd/one", "--for=create", "--timeout=60s");
        await MakeAsync();
        (await kubectl.FinishAsync("", Cancellation)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Wait_NeverTrue_TimesOut()
    {
        await MakeAsync();
        (await FailAsync("", "wait", "wd/one", "--for=condition=Ready", "--timeout=0s")).ShouldContain("condition");
    }
}

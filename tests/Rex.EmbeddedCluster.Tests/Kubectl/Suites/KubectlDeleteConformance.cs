using Rex.Embedded.Tests.Conformance;

namespace Rex.Embedded.Tests.Kubectl.Suites;

/// <summary>Deleting, and waiting for it.</summary>
public abstract class KubectlDeleteConformance(IConformanceCluster cluster, KubectlHome home) : KubectlTest(cluster, home)
{
    [Fact]
    public async Task Delete_Wait_WaitsForTheFinalizer()
    {
        await MakeAsync("one", 3, ""","finalizers":["example.com/hold"]""");
        await using var kubectl = Start("delete", "wd", "one", "--wait");
        await Api.WaitUntilAsync(Widgets, "one", w => w["metadata"]!["deletionTimestamp"] is not null);
        kubectl.HasExited.ShouldBeFalse();
        (await Api.PatchAsync(Widgets + "/one", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);
        var (code, output) = await kubectl.FinishAsync("", Cancellation);
        code.ShouldBe(0, output);
        output.ShouldContain("\"one\" deleted");
    }

    [Fact]
    public async Task Delete_WithoutWaiting_ReturnsAtOnce()
    {
        await MakeAsync("one", 3, ""","finalizers":["example.com/hold"]""");
        (await RunAsync("delete", "wd", "one", "--wait=false")).ShouldContain("deleted");
        (await Api.GetAsync(Widgets + "/one"))["metadata.deletionTimestamp"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Delete_Selector_DeletesWhatMatches()
    {
        await MakeAsync("a", 1, ""","labels":{"x":"y"}""");
        await MakeAsync("b", 1);
        (await RunAsync("delete", "wd", "-l", "none=such")).ShouldContain("No resources found");
        (await RunAsync("delete", "wd", "-l", "x=y")).ShouldContain("\"a\" deleted");
        (await Api.GetAsync(Widgets)).ItemNames.ShouldBe(["b"]);
    }

    [Fact]
    public async Task Delete_All_LeavesNone()
    {
        await MakeAsync("a", 1);
        await MakeAsync("b", 1);
        await RunAsync("delete", "wd", "--all");
        (await Api.GetAsync(Widgets)).ItemNames.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("background", false)]
    [InlineData("foreground", false)]
    [InlineData("orphan", true)]
    public async Task Delete_Cascade_DecidesAboutDependents(string cascade, bool stays)
    {
        var owner = await MakeAsync();
        var owned =
            $$$""","ownerReferences":[{"apiVersion":"conformance.example.com/v1","kind":"Widget","name":"one","uid":"{{{owner.Uid}}}","blockOwnerDeletion":true}]""";
        await MakeAsync("dependent", 1, owned);
        await RunAsync("delete", "wd", "one", "--cascade=" + cascade);
        if (stays)
        {
            (await Api.GetAsync(Widgets + "/dependent")).ShouldBe(200)["metadata.ownerReferences"].ShouldBeNull();
        }
        else
        {
            await Api.WaitUntilGoneAsync(Widgets, "dependent");
        }
    }

    [Fact]
    public async Task Delete_BoundPodNow_WaitsForItsNode()
    {
        await BoundPodAsync();
        await using var kubectl = Start("delete", "pod", "p", "--now");
        var pod = await Api.WaitUntilAsync(Core + "/pods", "p", p => p["metadata"]!["deletionTimestamp"] is not null);
        ((int)pod["metadata"]!["deletionGracePeriodSeconds"]!).ShouldBe(1);
        (await Api.DeleteAsync(Core + "/pods/p", """{"gracePeriodSeconds":0}""")).ShouldBe(200);
        (await kubectl.FinishAsync("", Cancellation)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Delete_BoundPodByForce_GoesAtOnce()
    {
        await BoundPodAsync();
        (await RunAsync("delete", "pod", "p", "--grace-period=0", "--force")).ShouldContain("pod \"p\" force deleted");
        (await Api.GetAsync(Core + "/pods/p")).ShouldBe(404);
    }

    [Fact]
    public async Task Delete_DryRun_DeletesNothing()
    {
        await MakeAsync();
        (await RunAsync("delete", "wd", "one", "--dry-run=server")).ShouldContain("deleted (server dry run)");
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(200);
    }

    [Fact]
    public async Task Delete_Missing_IsNotFound()
    {
        (await FailAsync("", "delete", "wd", "none")).ShouldContain("(NotFound)");
        (await RunAsync("delete", "wd", "none", "--ignore-not-found")).ShouldBeEmpty();
    }

    private async Task BoundPodAsync() =>
        (
            await Api.PostAsync(
                Core + "/pods",
                """{"metadata":{"name":"p"},"spec":{"nodeName":"n","containers":[{"name":"a","image":"a"}]}}"""
            )
        ).ShouldBe(201);

    [Fact]
    public async Task Delete_SelectorAndWait_WaitsForAll()
    {
        await MakeAsync("a", 1, ""","labels":{"x":"y"},"finalizers":["example.com/hold"]""");
        await MakeAsync("b", 1, ""","labels":{"x":"y"}""");
        await using var kubectl = Start("delete", "wd", "-l", "x=y", "--wait", "--timeout=60s");
        await Api.WaitUntilAsync(Widgets, "a", w => w["metadata"]!["deletionTimestamp"] is not null);
        kubectl.HasExited.ShouldBeFalse();
        (await Api.PatchAsync(Widgets + "/a", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);
        (await kubectl.FinishAsync("", Cancellation)).Code.ShouldBe(0);
        (await Api.GetAsync(Widgets)).ItemNames.ShouldBeEmpty();
    }
}

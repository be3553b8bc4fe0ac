namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>What happens to dependents.</summary>
public abstract class GarbageCollectionConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Background_Owner_GoesFirstAndDependentsFollow()
    {
        SkipWithoutControllers();
        var owner = await MakeAsync(Widgets, Widget("owner"));
        var child = await MakeAsync(Gadgets, Gadget("child", OwnedBy(owner)));
        await MakeAsync(ConfigMaps, ConfigMap("grandchild", OwnedBy(child)));
        await MakeAsync(ConfigMaps, ConfigMap("stranger"));

        (await Api.DeleteAsync(Widgets + "/owner", """{"propagationPolicy":"Background"}""")).ShouldBe(200);
        (await Api.GetAsync(Widgets + "/owner")).ShouldBe(404);
        await Api.WaitUntilGoneAsync(Gadgets, "child");
        await Api.WaitUntilGoneAsync(ConfigMaps, "grandchild");
        (await Api.GetAsync(ConfigMaps + "/stranger")).ShouldBe(200);
    }

    [Fact]
    public async Task Foreground_BlockingDependent_KeepsTheOwner()
    {
        SkipWithoutControllers();
        var owner = await MakeAsync(Widgets, Widget("owner"));
        await MakeAsync(Gadgets, Gadget("child", OwnedBy(owner, block: true) + ""","finalizers":["example.com/hold"]"""));

        var answer = (await Api.DeleteAsync(Widgets + "/owner", """{"propagationPolicy":"Foreground"}""")).ShouldBe(200);
        answer["metadata.deletionTimestamp"].ShouldNotBeNull();
        await Api.WaitUntilAsync(Gadgets, "child", c => c["metadata"]!["deletionTimestamp"] is not null);
        (await Api.GetAsync(Widgets + "/owner")).ShouldBe(200);

        (await Api.PatchAsync(Gadgets + "/child", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);
        await Api.WaitUntilGoneAsync(Gadgets, "child");
        await Api.WaitUntilGoneAsync(Widgets, "owner");
    }

    [Fact]
    public async Task Foreground_DependentThatDoesNotBlock_DoesNotKeepTheOwner()
    {
        SkipWithoutControllers();
        var owner = await MakeAsync(Widgets, Widget("owner"));
        await MakeAsync(Gadgets, Gadget("child", OwnedBy(owner) + ""","finalizers":["example.com/hold"]"""));
        await Api.DeleteAsync(Widgets + "/owner", """{"propagationPolicy":"Foreground"}""");
        await Api.WaitUntilGoneAsync(Widgets, "owner");
        await Api.WaitUntilAsync(Gadgets, "child", c => c["metadata"]!["deletionTimestamp"] is not null);
    }

    [Fact]
    public async Task Foreground_ChainOfBlockingDependents_GoesFromTheLeaves()
    {
        SkipWithoutControllers();
        var run = await MakeAsync(Widgets, Widget("run"));
        var job = await MakeAsync(Gadgets, Gadget("job", OwnedBy(run, block: true)));
        await MakeAsync(Pods, Pod("pod", ",\"nodeName\":\"n\"", OwnedBy(job, block: true)));

        await Api.DeleteAsync(Widgets + "/run", """{"propagationPolicy":"Foreground"}""");
        await Api.WaitUntilAsync(Pods, "pod", p => p["metadata"]!["deletionTimestamp"] is not null);
        (await Api.GetAsync(Widgets + "/run")).ShouldBe(200);
        (await Api.GetAsync(Gadgets + "/job")).ShouldBe(200);

        (await Api.DeleteAsync(Pods + "/pod", """{"gracePeriodSeconds":0}""")).ShouldBe(200);
        await Api.WaitUntilGoneAsync(Gadgets, "job");
        await Api.WaitUntilGoneAsync(Widgets, "run");
    }

    [Fact]
    public async Task Foreground_NoDependents_GoesByItself()
    {
        SkipWithoutControllers();
        await MakeAsync(Widgets, Widget("owner"));
        await Api.DeleteAsync(Widgets + "/owner", """{"propagationPolicy":"Foreground"}""");
        await Api.WaitUntilGoneAsync(Widgets, "owner");
    }

    [Fact]
    public async Task Orphan_Dependents_LoseTheOwnerAndStay()
    {
        SkipWithoutControllers();
        var owner = await MakeAsync(Widgets, Widget("owner"));
        await MakeAsync(Gadgets, Gadget("child", OwnedBy(owner)));
        await Api.DeleteAsync(Widgets + "/owner", """{"propagationPolicy":"Orphan"}""");
        await Api.WaitUntilGoneAsync(Widgets, "owner");
        var child = (await Api.GetAsync(Gadgets + "/child")).ShouldBe(200);
        child["metadata.ownerReferences"].ShouldBeNull();
        child["metadata.deletionTimestamp"].ShouldBeNull();
    }

    [Fact]
    public async Task Absent_OwnerOfThatUid_IsCollected()
    {
        SkipWithoutControllers();
        var owner = await MakeAsync(Widgets, Widget("owner"));
        (await Api.DeleteAsync(Widgets + "/owner")).ShouldBe(200);
        await MakeAsync(Widgets, Widget("owner"));
        await MakeAsync(Gadgets, Gadget("child", OwnedBy(owner)));
        await Api.WaitUntilGoneAsync(Gadgets, "child");
    }

    [Fact]
    public async Task Second_OwnerThatIsThere_KeepsTheDependent()
    {
        SkipWithoutControllers();
        var one = await MakeAsync(Widgets, Widget("one"));
        var two = await MakeAsync(Widgets, Widget("two"));
        var owners = $$"""
            ,"ownerReferences":[
             {"apiVersion":"conformance.example.com/v1","kind":"Widget","name":"one","uid":"{{one.Uid}}"},
             {"apiVersion":"conformance.example.com/v1","kind":"Widget","name":"two","uid":"{{two.Uid}}"}]
            """;
        await MakeAsync(Gadgets, Gadget("child", owners));
        await Api.DeleteAsync(Widgets + "/one");
        var child = await Api.WaitUntilAsync(Gadgets, "child", c => c["metadata"]!["ownerReferences"]!.AsArray().Count == 1);
        ((string)child["metadata"]!["ownerReferences"]![0]!["name"]!).ShouldBe("two");
        child["metadata"]!["deletionTimestamp"].ShouldBeNull();
    }

    [Fact]
    public async Task Job_DeletedByDefault_LeavesItsPods()
    {
        SkipWithoutControllers();
        var jobs = $"/apis/batch/v1/namespaces/{Namespace}/jobs";
        const string body =
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"j"},"spec":{"suspend":true,"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a"}]}}}}""";
        var job = await MakeAsync(jobs, body);
        await MakeAsync(Pods, Pod("p", "", OwnedBy(job, block: true)));
        await Api.DeleteAsync(jobs + "/j");
        await Api.WaitUntilGoneAsync(jobs, "j");
        (await Api.GetAsync(Pods + "/p")).ShouldBe(200)["metadata.ownerReferences"].ShouldBeNull();
    }

    [Fact]
    public async Task Background_DependentThatIsPatchedAllTheTime_IsCollected()
    {
        SkipWithoutControllers();
        var owner = await MakeAsync(Widgets, Widget("owner"));
        await MakeAsync(Gadgets, Gadget("child", OwnedBy(owner)));
        var patching = PatchUntilGoneAsync(Gadgets + "/child");
        (await Api.DeleteAsync(Widgets + "/owner")).ShouldBe(200);
        await patching;
        (await Api.GetAsync(Gadgets + "/child")).ShouldBe(404);
    }

    private async Task PatchUntilGoneAsync(string path)
    {
        var isThere = true;
        for (var count = 0; isThere && count < 5000; count++)
        {
            // Each write moves the version that the collector has seen.
            isThere = (await Api.PatchAsync(path, $$$"""{"count":{{{count}}}}""")).Code == System.Net.HttpStatusCode.OK;
        }
    }
}

namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Deleting objects: preconditions, finalizers, grace.</summary>
public abstract class DeletionConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    private const string Held = ""","finalizers":["example.com/hold"]""";

    [Fact]
    public async Task Delete_Object_AnswersWithItsUid()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        var answer = (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        ((string)answer["status"]!).ShouldBe("Success");
        ((string)answer["details.uid"]!).ShouldBe(made.Uid);
        ((string)answer["details.kind"]!).ShouldBe("widgets");
        (await Api.GetAsync(Widgets + "/one")).ShouldFail(404, "NotFound");
    }

    [Fact]
    public async Task Delete_MissingObject_IsNotFound()
    {
        var answer = (await Api.DeleteAsync(Widgets + "/none")).ShouldFail(404, "NotFound");
        answer.Message.ShouldBe("widgets.conformance.example.com \"none\" not found");
    }

    [Fact]
    public async Task Delete_OtherUid_IsConflict()
    {
        await MakeAsync(Widgets, Widget("one"));
        var options = """{"preconditions":{"uid":"7a1d8b5e-0000-4000-8000-000000000000"}}""";
        var answer = (await Api.DeleteAsync(Widgets + "/one", options)).ShouldFail(409, "Conflict");
        answer.Message!.ShouldContain("the UID in the precondition");
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(200);
    }

    [Fact]
    public async Task Delete_SameUid_IsDone()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        (await Api.DeleteAsync(Widgets + "/one", $$$"""{"preconditions":{"uid":"{{{made.Uid}}}"}}""")).ShouldBe(200);
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(404);
    }

    [Fact]
    public async Task Delete_OldVersion_IsConflict()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one", """{"spec":{"size":2}}""")).ShouldBe(200);
        (await Api.DeleteAsync(Widgets + "/one", $$$"""{"preconditions":{"resourceVersion":"{{{made.Version}}}"}}""")).ShouldFail(
            409,
            "Conflict"
        );
    }

    [Fact]
    public async Task Delete_WithFinalizer_StaysUntilItIsGone()
    {
        await MakeAsync(Widgets, Widget("one", metadata: Held));
        var answer = (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        ((string)answer["kind"]!).ShouldBe("Widget");
        answer["metadata.deletionTimestamp"].ShouldNotBeNull();
        ((int)answer["metadata.deletionGracePeriodSeconds"]!).ShouldBe(0);
        answer.Generation.ShouldBe(2);
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(200);

        (await Api.PatchAsync(Widgets + "/one", """{"metadata":{"finalizers":null}}""")).ShouldBe(200);
        (await Api.GetAsync(Widgets + "/one")).ShouldFail(404, "NotFound");
    }

    [Fact]
    public async Task Delete_Again_ChangesNothing()
    {
        await MakeAsync(Widgets, Widget("one", metadata: Held));
        var first = (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        (await Api.GetAsync(Widgets + "/one")).Version.ShouldBe(first.Version);
    }

    [Fact]
    public async Task Delete_FinalizersRemovedBeforehand_GoesAtOnce()
    {
        await MakeAsync(Widgets, Widget("one", metadata: Held));
        (await Api.PatchAsync(Widgets + "/one", """{"metadata":{"finalizers":[]}}""")).ShouldBe(200);
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(200);
        (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(404);
    }

    [Theory]
    [InlineData("Foreground", "foregroundDeletion")]
    [InlineData("Orphan", "orphan")]
    public async Task Delete_Policy_IsAFinalizer(string policy, string finalizer)
    {
        await MakeAsync(Widgets, Widget("one", metadata: Held));
        var answer = (await Api.DeleteAsync(Widgets + "/one", $$"""{"propagationPolicy":"{{policy}}"}""")).ShouldBe(200);
        answer["metadata.finalizers"]!.AsArray().Select(f => (string)f!).ShouldBe(["example.com/hold", finalizer], ignoreOrder: true);
    }

    [Fact]
    public async Task Delete_PolicyInQuery_Counts()
    {
        await MakeAsync(Widgets, Widget("one", metadata: Held));
        var answer = (await Api.DeleteAsync(Widgets + "/one?propagationPolicy=Foreground")).ShouldBe(200);
        answer["metadata.finalizers"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Delete_UnknownPolicy_IsInvalid()
    {
        await MakeAsync(Widgets, Widget("one"));
        (await Api.DeleteAsync(Widgets + "/one", """{"propagationPolicy":"Sideways"}""")).ShouldFail(422, "Invalid");
        (await Api.DeleteAsync(Widgets + "/one", """{"propagationPolicy":"Orphan","orphanDependents":true}""")).ShouldFail(422, "Invalid");
    }

    [Fact]
    public async Task Delete_Job_OrphansByDefault()
    {
        var jobs = $"/apis/batch/v1/namespaces/{Namespace}/jobs";
        const string job =
            """{"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"j","finalizers":["example.com/hold"]},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a"}]}}}}""";
        await MakeAsync(jobs, job);
        var answer = (await Api.DeleteAsync(jobs + "/j")).ShouldBe(200);
        answer["metadata.finalizers"]!.AsArray().Select(f => (string)f!).ShouldContain("orphan");
    }

    [Fact]
    public async Task Delete_PodWithoutNode_GoesAtOnce()
    {
        var made = await MakeAsync(Pods, Pod("p"));
        var answer = (await Api.DeleteAsync(Pods + "/p")).ShouldBe(200);
        ((string)answer["kind"]!).ShouldBe("Pod");
        answer.Uid.ShouldBe(made.Uid);
        (await Api.GetAsync(Pods + "/p")).ShouldBe(404);
    }

    [Fact]
    public async Task Delete_PodOnNode_WaitsForItsKubelet()
    {
        await MakeAsync(Pods, Pod("p", ",\"nodeName\":\"n\""));
        var answer = (await Api.DeleteAsync(Pods + "/p")).ShouldBe(200);
        ((int)answer["metadata.deletionGracePeriodSeconds"]!).ShouldBe(30);
        answer["metadata.deletionTimestamp"].ShouldNotBeNull();
        (await Api.GetAsync(Pods + "/p")).ShouldBe(200);

        (await Api.DeleteAsync(Pods + "/p", """{"gracePeriodSeconds":0}""")).ShouldBe(200);
        (await Api.GetAsync(Pods + "/p")).ShouldBe(404);
    }

    [Fact]
    public async Task Delete_PodAgain_OnlyShortensItsTime()
    {
        await MakeAsync(Pods, Pod("p", ",\"nodeName\":\"n\""));
        await Api.DeleteAsync(Pods + "/p", """{"gracePeriodSeconds":20}""");
        await Api.DeleteAsync(Pods + "/p", """{"gracePeriodSeconds":60}""");
        ((int)(await Api.GetAsync(Pods + "/p"))["metadata.deletionGracePeriodSeconds"]!).ShouldBe(20);
        await Api.DeleteAsync(Pods + "/p", """{"gracePeriodSeconds":5}""");
        ((int)(await Api.GetAsync(Pods + "/p"))["metadata.deletionGracePeriodSeconds"]!).ShouldBe(5);
    }

    [Fact]
    public async Task Delete_FinishedPod_GoesAtOnce()
    {
        await MakeAsync(Pods, Pod("p", ",\"nodeName\":\"n\""));
        (await Api.PatchAsync(Pods + "/p/status", """{"status":{"phase":"Succeeded"}}""")).ShouldBe(200);
        (await Api.DeleteAsync(Pods + "/p")).ShouldBe(200);
        (await Api.GetAsync(Pods + "/p")).ShouldBe(404);
    }

    [Fact]
    public async Task Delete_PodWithFinalizer_StaysAfterItsKubelet()
    {
        await MakeAsync(Pods, Pod("p", ",\"nodeName\":\"n\"", Held));
        await Api.DeleteAsync(Pods + "/p");
        await Api.DeleteAsync(Pods + "/p", """{"gracePeriodSeconds":0}""");
        (await Api.GetAsync(Pods + "/p")).ShouldBe(200);
        await Api.PatchAsync(Pods + "/p", """{"metadata":{"finalizers":null}}""");
        (await Api.GetAsync(Pods + "/p")).ShouldBe(404);
    }

    [Fact]
    public async Task Delete_PodWhoseFinalizerGoesFirst_StillWaitsForItsKubelet()
    {
        await MakeAsync(Pods, Pod("p", ",\"nodeName\":\"n\"", Held));
        await Api.DeleteAsync(Pods + "/p");
        await Api.PatchAsync(Pods + "/p", """{"metadata":{"finalizers":null}}""");
        (await Api.GetAsync(Pods + "/p")).ShouldBe(200);
        await Api.DeleteAsync(Pods + "/p", """{"gracePeriodSeconds":0}""");
        (await Api.GetAsync(Pods + "/p")).ShouldBe(404);
    }

    [Fact]
    public async Task Delete_DryRun_KeepsTheObject()
    {
        await MakeAsync(Widgets, Widget("one"));
        (await Api.DeleteAsync(Widgets + "/one?dryRun=All")).ShouldBe(200);
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(200);
    }

    [Fact]
    public async Task DeleteCollection_Selector_DeletesWhatMatches()
    {
        await MakeAsync(Widgets, Widget("a", metadata: ""","labels":{"task":"1"}"""));
        await MakeAsync(Widgets, Widget("b", metadata: ""","labels":{"task":"2"}"""));
        (await Api.DeleteAsync(Widgets + "?labelSelector=task%3D1")).ShouldBe(200);
        (await Api.GetAsync(Widgets)).ItemNames.ShouldBe(["b"]);
    }

    [Fact]
    public async Task DeleteCollection_InvalidSelector_DeletesNothing()
    {
        await MakeAsync(Widgets, Widget("a"));
        (await Api.DeleteAsync(Widgets + "?labelSelector=a%20in%20(")).ShouldFail(400, "BadRequest");
        (await Api.GetAsync(Widgets)).ItemNames.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Recreate_AfterDeletion_GetsAnotherUid()
    {
        var first = await MakeAsync(Widgets, Widget("one"));
        (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        (await MakeAsync(Widgets, Widget("one"))).Uid.ShouldNotBe(first.Uid);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"gracePeriodSeconds":"x"}""")]
    [InlineData("""{"kind":"Pod","apiVersion":"v1"}""")]
    public async Task Delete_OptionsThatAreNone_AreAnError(string options)
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.DeleteAsync(ConfigMaps + "/a", options)).ShouldBe(500);
        (await Api.GetAsync(ConfigMaps + "/a")).ShouldBe(200);
    }

    [Fact]
    public async Task Delete_OptionsNull_AreNone()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.DeleteAsync(ConfigMaps + "/a", "null")).ShouldBe(200);
    }

    [Fact]
    public async Task Delete_UnknownDryRunInOptions_IsInvalid()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.DeleteAsync(ConfigMaps + "/a", """{"dryRun":["Some"]}""")).ShouldFail(422, "Invalid").CauseFields.ShouldBe(["dryRun"]);
    }

    [Fact]
    public async Task Delete_PodDryRun_ShowsItMarked()
    {
        await MakeAsync(Pods, Pod("p"));
        (await Api.DeleteAsync(Pods + "/p?dryRun=All")).ShouldBe(200)["metadata.deletionTimestamp"].ShouldNotBeNull();
        (await Api.GetAsync(Pods + "/p"))["metadata.deletionTimestamp"].ShouldBeNull();
    }

    [Fact]
    public async Task Delete_FinalizerGivenTwice_IsKeptTwice()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a", ""","finalizers":["example.com/hold","example.com/hold"]"""));
        (await Api.DeleteAsync(ConfigMaps + "/a")).ShouldBe(200)["metadata.finalizers"]!.AsArray().Count.ShouldBe(2);
    }
}

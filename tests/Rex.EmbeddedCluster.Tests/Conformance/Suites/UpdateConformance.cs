namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>Replacing objects.</summary>
public abstract class UpdateConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Update_WithCurrentVersion_IsWritten()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        made.Body["spec"]!["size"] = 2;
        var updated = (await Api.PutAsync(Widgets + "/one", made.Body)).ShouldBe(200);
        ((int)updated["spec.size"]!).ShouldBe(2);
        long.Parse(updated.Version).ShouldBeGreaterThan(long.Parse(made.Version));
        updated.Uid.ShouldBe(made.Uid);
        updated.Generation.ShouldBe(2);
    }

    [Fact]
    public async Task Update_WithOldVersion_IsConflict()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        (await Api.PatchAsync(Widgets + "/one", """{"spec":{"size":3}}""")).ShouldBe(200);
        var answer = (await Api.PutAsync(Widgets + "/one", made.Body)).ShouldFail(409, "Conflict");
        answer.Message!.ShouldBe(
            "Operation cannot be fulfilled on widgets.conformance.example.com \"one\": the object has been modified; please apply your changes to the latest version and try again"
        );
    }

    [Fact]
    public async Task Update_CustomResourceWithoutVersion_IsInvalid()
    {
        await MakeAsync(Widgets, Widget("one"));
        var answer = (await Api.PutAsync(Widgets + "/one", Widget("one"))).ShouldFail(422, "Invalid");
        answer.CauseFields.ShouldContain("metadata.resourceVersion");
        answer.Message!.ShouldContain("must be specified for an update");
    }

    [Fact]
    public async Task Update_BuiltInWithoutVersion_IsWritten()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.PutAsync(ConfigMaps + "/a", ConfigMap("a", ""","labels":{"x":"y"}"""))).ShouldBe(200);
    }

    [Fact]
    public async Task Update_ThatChangesNothing_KeepsTheVersion()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        (await Api.PutAsync(Widgets + "/one", made.Body)).ShouldBe(200).Version.ShouldBe(made.Version);
    }

    [Fact]
    public async Task Update_MissingObject_IsNotFound() =>
        (await Api.PutAsync(ConfigMaps + "/a", ConfigMap("a"))).ShouldFail(404, "NotFound");

    [Fact]
    public async Task Update_MissingLease_MakesIt()
    {
        const string lease =
            """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"l"},"spec":{"holderIdentity":"me"}}""";
        (await Api.PutAsync($"/apis/coordination.k8s.io/v1/namespaces/{Namespace}/leases/l", lease)).ShouldBe(201);
    }

    [Fact]
    public async Task Update_OtherName_IsBadRequest()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        (await Api.PutAsync(ConfigMaps + "/a", ConfigMap("b"))).ShouldFail(400, "BadRequest");
    }

    [Fact]
    public async Task Update_OtherUid_IsConflict()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        var body = ConfigMap("a", ",\"uid\":\"7a1d8b5e-0000-4000-8000-000000000000\"");
        (await Api.PutAsync(ConfigMaps + "/a", body)).ShouldFail(409, "Conflict");
    }

    [Fact]
    public async Task Update_LabelsOnly_KeepsTheGeneration()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        made.Body["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject { ["a"] = "b" };
        var updated = (await Api.PutAsync(Widgets + "/one", made.Body)).ShouldBe(200);
        updated.Generation.ShouldBe(1);
        updated.Version.ShouldNotBe(made.Version);
    }

    [Fact]
    public async Task Update_OtherCreationTime_IsIgnored()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        var created = (string)made["metadata.creationTimestamp"]!;
        made.Body["metadata"]!["creationTimestamp"] = "2001-01-01T00:00:00Z";
        var updated = (await Api.PutAsync(Widgets + "/one", made.Body)).ShouldBe(200);
        ((string)updated["metadata.creationTimestamp"]!).ShouldBe(created);
        updated.Version.ShouldBe(made.Version);
    }

    [Fact]
    public async Task Update_ThatAddsADeletionTime_IsInvalid()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        made.Body["metadata"]!["deletionTimestamp"] = "2001-01-01T00:00:00Z";
        (await Api.PutAsync(Widgets + "/one", made.Body))
            .ShouldFail(422, "Invalid")
            .CauseFields.ShouldContain("metadata.deletionTimestamp");
    }

    [Fact]
    public async Task Update_WithoutServerOwnedMetadata_KeepsIt()
    {
        var made = await MakeAsync(Widgets, Widget("one"));
        var metadata = $",\"resourceVersion\":\"{made.Version}\"";
        var updated = (await Api.PutAsync(Widgets + "/one", Widget("one", """{"size":5}""", metadata))).ShouldBe(200);
        updated.Uid.ShouldBe(made.Uid);
        ((string)updated["metadata.creationTimestamp"]!).ShouldBe((string)made["metadata.creationTimestamp"]!);
    }

    [Fact]
    public async Task Update_OfDeletingObject_CannotEndItsDeletion()
    {
        await MakeAsync(Widgets, Widget("one", metadata: ""","finalizers":["example.com/hold"]"""));
        var deleting = (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        deleting.Body["metadata"]!.AsObject().Remove("deletionTimestamp");
        var updated = (await Api.PutAsync(Widgets + "/one", deleting.Body)).ShouldBe(200);
        updated["metadata.deletionTimestamp"].ShouldNotBeNull();
        updated.Version.ShouldBe(deleting.Version);
    }

    [Fact]
    public async Task Update_OfDeletingObject_CannotAddFinalizers()
    {
        await MakeAsync(Widgets, Widget("one", metadata: ""","finalizers":["example.com/hold"]"""));
        var deleting = (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        deleting.Body["metadata"]!["finalizers"]!.AsArray().Add("example.com/more");
        (await Api.PutAsync(Widgets + "/one", deleting.Body)).ShouldFail(422, "Invalid").CauseFields.ShouldContain("metadata.finalizers");
    }

    [Fact]
    public async Task Update_ManyAtOnceWithVersions_OneOfEachRoundWins()
    {
        var made = await MakeAsync(ConfigMaps, ConfigMap("a"));
        var writes = Enumerable
            .Range(0, 16)
            .Select(i =>
                Api.PatchAsync(ConfigMaps + "/a", $$$"""{"metadata":{"resourceVersion":"{{{made.Version}}}"},"data":{"w":"{{{i}}}"}}""")
            );
        var codes = (await Task.WhenAll(writes)).Select(a => (int)a.Code).ToList();
        codes.Count(c => c == 200).ShouldBe(1);
        codes.Count(c => c == 409).ShouldBe(15);
    }

    [Fact]
    public async Task Update_ManyAtOnceWithoutVersions_AllAreKept()
    {
        await MakeAsync(ConfigMaps, ConfigMap("a"));
        var writes = Enumerable.Range(0, 16).Select(i => Api.PatchAsync(ConfigMaps + "/a", $$$"""{"data":{"w{{{i}}}":"x"}}"""));
        (await Task.WhenAll(writes)).ShouldAllBe(a => (int)a.Code == 200);
        (await Api.GetAsync(ConfigMaps + "/a"))["data"]!.AsObject().Count.ShouldBe(17);
    }

    [Fact]
    public async Task Update_UidOfMissingObject_IsConflict()
    {
        var body = ConfigMap("a", ",\"uid\":\"7a1d8b5e-0000-4000-8000-000000000000\"");
        (await Api.PutAsync(ConfigMaps + "/a", body)).ShouldFail(409, "Conflict").Message!.ShouldEndWith("UID in object meta: ");
    }

    [Fact]
    public async Task Update_OtherUidAndOldVersion_IsAboutTheUid()
    {
        await MakeAsync(Widgets, Widget("one"));
        var body = Widget("one", metadata: ",\"uid\":\"7a1d8b5e-0000-4000-8000-000000000000\",\"resourceVersion\":\"1\"");
        (await Api.PutAsync(Widgets + "/one", body)).ShouldFail(409, "Conflict").Message!.ShouldContain("UID in precondition");
    }

    [Fact]
    public async Task Update_LeaseWithoutVersion_IsInvalid()
    {
        var leases = $"/apis/coordination.k8s.io/v1/namespaces/{Namespace}/leases";
        await MakeAsync(leases, """{"metadata":{"name":"l"}}""");
        var answer = (await Api.PutAsync(leases + "/l", """{"metadata":{"name":"l"}}""")).ShouldFail(422, "Invalid");
        answer.CauseFields.ShouldBe(["metadata.resourceVersion"]);
        ((string)answer["details.kind"]!).ShouldBe("leases");
    }

    [Fact]
    public async Task Update_MissingLeaseWithVersion_MakesIt() =>
        (
            await Api.PutAsync(
                $"/apis/coordination.k8s.io/v1/namespaces/{Namespace}/leases/l",
                """{"metadata":{"name":"l","resourceVersion":"5"}}"""
            )
        ).ShouldBe(201);

    [Fact]
    public async Task Update_ThatEndsADeletion_AnswersWithTheVersionBefore()
    {
        await MakeAsync(Widgets, Widget("one", metadata: ""","finalizers":["example.com/hold"]"""));
        var deleting = (await Api.DeleteAsync(Widgets + "/one")).ShouldBe(200);
        deleting.Body["metadata"]!.AsObject().Remove("finalizers");
        (await Api.PutAsync(Widgets + "/one", deleting.Body)).ShouldBe(200).Version.ShouldBe(deleting.Version);
        (await Api.GetAsync(Widgets + "/one")).ShouldBe(404);
    }

    [Fact]
    public async Task Update_JobsTemplate_IsInvalid()
    {
        const string job =
            """{"metadata":{"name":"j"},"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"a","image":"a"}]}}}}""";
        var jobs = $"/apis/batch/v1/namespaces/{Namespace}/jobs";
        await MakeAsync(jobs, job);
        (await Api.PatchAsync(jobs + "/j", """{"spec":{"parallelism":3}}""")).ShouldBe(200);
        (await Api.PutAsync(jobs + "/j", job))
            .ShouldFail(422, "Invalid")
            .CauseFields.Distinct()
            .ShouldBe(["spec.selector", "spec.template.metadata.labels", "spec.template"], ignoreOrder: true);
    }

    [Fact]
    public async Task Update_CustomCollection_NeedsAName() => (await Api.PutAsync(Widgets, Widget("one"))).ShouldFail(400, "BadRequest");

    [Fact]
    public async Task Update_CustomSubresourceThatIsNotThere_MissesTheObject() =>
        (await Api.PutAsync(Gadgets + "/g/status", Gadget("g"))).ShouldFail(404, "NotFound").Message!.ShouldEndWith("\"g\" not found");
}

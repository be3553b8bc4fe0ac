namespace Rex.Embedded.Tests.Conformance.Suites;

/// <summary>The status subresource, where a kind has one and where it has none.</summary>
public abstract class StatusConformance(IConformanceCluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task Create_KindWithStatus_DropsIt()
    {
        var body = Widget("a").Replace("\"spec\"", "\"status\":{\"phase\":\"Running\"},\"spec\"", StringComparison.Ordinal);
        (await MakeAsync(Widgets, body))["status"].ShouldBeNull();
    }

    [Fact]
    public async Task MainWrite_KindWithStatus_LeavesTheStatus()
    {
        await MakeAsync(Widgets, Widget("a"));
        (await Api.PatchAsync(Widgets + "/a/status", """{"status":{"phase":"Running"}}""")).ShouldBe(200);
        var patched = (await Api.PatchAsync(Widgets + "/a", """{"spec":{"size":2},"status":{"phase":"Failed"}}""")).ShouldBe(200);
        ((string)patched["status.phase"]!).ShouldBe("Running");
        ((int)patched["spec.size"]!).ShouldBe(2);
    }

    [Fact]
    public async Task StatusWrite_CustomResource_LeavesTheRest()
    {
        var made = await MakeAsync(Widgets, Widget("a"));
        const string patch = """{"metadata":{"labels":{"x":"y"}},"spec":{"size":50},"status":{"phase":"Running"}}""";
        var patched = (await Api.PatchAsync(Widgets + "/a/status", patch)).ShouldBe(200);
        ((string)patched["status.phase"]!).ShouldBe("Running");
        ((int)patched["spec.size"]!).ShouldBe(1);
        patched["metadata.labels"].ShouldBeNull();
        patched.Generation.ShouldBe(made.Generation);
        patched.Version.ShouldNotBe(made.Version);
    }

    [Fact]
    public async Task StatusPut_OldVersion_IsConflict()
    {
        var made = await MakeAsync(Widgets, Widget("a"));
        (await Api.PatchAsync(Widgets + "/a", """{"spec":{"size":2}}""")).ShouldBe(200);
        made.Body["status"] = new System.Text.Json.Nodes.JsonObject { ["phase"] = "Running" };
        (await Api.PutAsync(Widgets + "/a/status", made.Body)).ShouldFail(409, "Conflict");
    }

    [Fact]
    public async Task StatusGet_IsTheWholeObject()
    {
        await MakeAsync(Widgets, Widget("a"));
        ((int)(await Api.GetAsync(Widgets + "/a/status")).ShouldBe(200)["spec.size"]!).ShouldBe(1);
    }

    [Fact]
    public async Task StatusWrite_KindWithoutSubresource_IsNotFound()
    {
        await MakeAsync(Gadgets, Gadget("g"));
        (await Api.PatchAsync(Gadgets + "/g/status", """{"status":{}}""")).ShouldBe(404);
    }

    [Fact]
    public async Task KindWithoutSubresource_StatusChange_CountsAsGeneration()
    {
        await MakeAsync(Gadgets, Gadget("g", rest: ""","status":{"phase":"Running"}"""));
        (await Api.PatchAsync(Gadgets + "/g", """{"status":{"phase":"Failed"}}""")).ShouldBe(200).Generation.ShouldBe(2);
        (await Api.PatchAsync(Gadgets + "/g", """{"metadata":{"labels":{"a":"b"}}}""")).ShouldBe(200).Generation.ShouldBe(2);
    }

    [Fact]
    public async Task StatusWrite_OfPod_SetsThePhase()
    {
        await MakeAsync(Pods, Pod("p"));
        (await Api.PatchAsync(Pods + "/p", """{"status":{"phase":"Running"}}""")).ShouldBe(200)["status.phase"]!
            .ToString()
            .ShouldBe("Pending");
        (await Api.PatchAsync(Pods + "/p/status", """{"status":{"phase":"Running"}}""")).ShouldBe(200)["status.phase"]!
            .ToString()
            .ShouldBe("Running");
    }

    [Fact]
    public async Task StatusWrite_TimeWithFraction_IsKeptInSeconds()
    {
        await MakeAsync(Pods, Pod("p"));
        (await Api.PatchAsync(Pods + "/p/status", """{"status":{"startTime":"2024-01-01T00:00:00.5Z"}}""")).ShouldBe(200)[
            "status.startTime"
        ]!
            .ToString()
            .ShouldBe("2024-01-01T00:00:00Z");
    }

    [Fact]
    public async Task StatusWrite_OfPod_LeavesOwnersAndDeletionTime()
    {
        await MakeAsync(Pods, Pod("p"));
        const string patch = """{"metadata":{"deletionTimestamp":"2001-01-01T00:00:00Z","ownerReferences":[{"name":"x"}]},"status":{}}""";
        var patched = (await Api.PatchAsync(Pods + "/p/status", patch)).ShouldBe(200);
        patched["metadata.deletionTimestamp"].ShouldBeNull();
        patched["metadata.ownerReferences"].ShouldBeNull();
    }
}

using System.Text.Json.Nodes;
using Rex.Core.Agents;
using Rex.Core.Workflows;

namespace Rex.Adapters.Tests.Contracts;

/// <summary>What every implementation of <see cref="IMainWorkflows"/> has to do.</summary>
public abstract class MainWorkflowsContract
{
    private const string StatusFinalizer = "workflows.argoproj.io/status";
    private const string OtherUid = "11111111-1111-1111-1111-111111111111";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The port on an empty world.</summary>
    protected abstract IMainWorkflows Workflows { get; }

    /// <summary>The server's time.</summary>
    protected abstract DateTimeOffset ServerTime { get; }

    /// <summary>Adds a workflow.</summary>
    protected abstract Task AddWorkflowAsync(string name, JsonObject? labels = null, JsonObject? spec = null, JsonObject? status = null);

    /// <summary>Changes a workflow, as somebody else.</summary>
    protected abstract Task ChangeWorkflowAsync(string name, JsonObject mergePatch);

    /// <summary>Takes a workflow away.</summary>
    protected abstract Task RemoveWorkflowAsync(string name);

    /// <summary>Adds a pod of a workflow.</summary>
    protected abstract Task AddPodAsync(
        string name,
        string workflow,
        string? nodeId = null,
        JsonObject? status = null,
        params string[] finalizers
    );

    /// <summary>The finalizers of a pod; null where it is gone.</summary>
    protected abstract Task<IReadOnlyList<string>?> FinalizersOfPodAsync(string name);

    /// <summary>Adds a task result of a workflow.</summary>
    protected abstract Task AddTaskResultAsync(string name, string workflow);

    [Fact]
    public async Task ListAsync_SomeMatch_ReturnsThose()
    {
        await AddWorkflowAsync("play-1", new JsonObject { ["task-id"] = "1" });
        await AddWorkflowAsync("play-2", new JsonObject { ["task-id"] = "2" });

        var found = await Workflows.ListAsync(LabelSelector.Of(LabelRequirement.Equal("task-id", "1")), Cancel);

        found.ShouldHaveSingleItem().Name.ShouldBe("play-1");
    }

    [Fact]
    public async Task GetAsync_Absent_ReturnsNull() => (await Workflows.GetAsync("absent", Cancel)).ShouldBeNull();

    [Fact]
    public async Task GetAsync_FieldsNobodyKnows_KeepsThem()
    {
        var nodes = new JsonObject
        {
            ["play-1-123"] = new JsonObject { ["children"] = new JsonArray("x"), ["unheardOf"] = 1.5m },
        };
        await AddWorkflowAsync("play-1", status: new JsonObject { ["phase"] = "Running", ["nodes"] = nodes });

        var workflow = (await Workflows.GetAsync("play-1", Cancel)).ShouldNotBeNull();

        workflow.Phase.ShouldBe("Running");
        workflow.Document.GetProperty("status").GetProperty("nodes").GetRawText().ShouldBe(nodes.ToJsonString());
    }

    [Fact]
    public async Task PatchAsync_SameVersion_MergesAndReturnsTheNewState()
    {
        await AddWorkflowAsync(
            "play-1",
            new JsonObject { ["task-id"] = "1", ["stays"] = "1" },
            status: new JsonObject { ["phase"] = "Running" }
        );
        var before = (await Workflows.GetAsync("play-1", Cancel))!;

        var patch = Patch(before, new JsonObject { ["current-stage"] = "waiting-pr-created", ["task-id"] = null });
        patch["status"] = new JsonObject { ["phase"] = null, ["message"] = "new" };
        var write = await Workflows.PatchAsync("play-1", patch, Cancel);

        write.Result.ShouldBe(WriteResult.Written);
        var after = write.Workflow.ShouldNotBeNull();
        after.ResourceVersion.ShouldNotBe(before.ResourceVersion);
        after.Labels.ShouldBe(
            new Dictionary<string, string> { ["stays"] = "1", ["current-stage"] = "waiting-pr-created" },
            ignoreOrder: true
        );
        after.Phase.ShouldBeNull();
        after.Document.GetProperty("status").GetProperty("message").GetString().ShouldBe("new");
        (await Workflows.GetAsync("play-1", Cancel))!.Document.GetRawText().ShouldBe(after.Document.GetRawText());
    }

    [Fact]
    public async Task PatchAsync_SomebodyWroteFirst_IsAConflictAndWritesNothing()
    {
        await AddWorkflowAsync("play-1");
        var before = (await Workflows.GetAsync("play-1", Cancel))!;
        await ChangeWorkflowAsync("play-1", new JsonObject { ["spec"] = new JsonObject { ["suspend"] = true } });

        var write = await Workflows.PatchAsync("play-1", Patch(before, new JsonObject { ["mine"] = "1" }), Cancel);

        write.ShouldBe(new WorkflowWrite(WriteResult.Conflict, null));
        (await Workflows.GetAsync("play-1", Cancel))!.Labels.ContainsKey("mine").ShouldBeFalse();
    }

    [Fact]
    public async Task PatchAsync_MadeAnewUnderTheName_IsAConflict()
    {
        await AddWorkflowAsync("play-1");
        var before = (await Workflows.GetAsync("play-1", Cancel))!;
        await RemoveWorkflowAsync("play-1");
        await AddWorkflowAsync("play-1");

        (await Workflows.PatchAsync("play-1", Patch(before, new JsonObject { ["mine"] = "1" }), Cancel)).Result.ShouldBe(
            WriteResult.Conflict
        );
    }

    [Fact]
    public async Task PatchAsync_Absent_IsNotFound()
    {
        await AddWorkflowAsync("play-1");
        var before = (await Workflows.GetAsync("play-1", Cancel))!;
        await RemoveWorkflowAsync("play-1");

        (await Workflows.PatchAsync("play-1", Patch(before, []), Cancel)).ShouldBe(new WorkflowWrite(WriteResult.NotFound, null));
    }

    [Fact]
    public async Task WaitAsync_BecomesAsWanted_ReturnsThatState()
    {
        await AddWorkflowAsync("play-1", status: new JsonObject { ["phase"] = "Running" });
        var looked = new TaskCompletionSource();

        var waiting = Workflows.WaitAsync("play-1", workflow => Noting(looked, workflow?.Phase == "Succeeded"), Cancel);
        await looked.Task;
        await ChangeWorkflowAsync("play-1", new JsonObject { ["status"] = new JsonObject { ["phase"] = "Failed" } });
        await ChangeWorkflowAsync("play-1", new JsonObject { ["status"] = new JsonObject { ["phase"] = "Succeeded" } });

        (await waiting).ShouldNotBeNull().Phase.ShouldBe("Succeeded");
    }

    [Fact]
    public async Task WaitAsync_GoesAway_ReturnsNull()
    {
        await AddWorkflowAsync("play-1");
        var looked = new TaskCompletionSource();

        var waiting = Workflows.WaitAsync("play-1", workflow => Noting(looked, workflow is null), Cancel);
        await looked.Task;
        await RemoveWorkflowAsync("play-1");

        (await waiting).ShouldBeNull();
    }

    [Fact]
    public async Task WaitAsync_Appears_ReturnsIt()
    {
        var looked = new TaskCompletionSource();

        var waiting = Workflows.WaitAsync("play-1", workflow => Noting(looked, workflow is not null), Cancel);
        await looked.Task;
        await AddWorkflowAsync("play-2");
        await AddWorkflowAsync("play-1");

        (await waiting).ShouldNotBeNull().Name.ShouldBe("play-1");
    }

    [Fact]
    public async Task ListPodsAsync_PodsOfTwoWorkflows_ReturnsThoseOfTheOneWithAllFields()
    {
        await AddPodAsync("pod-1", "play-1", "play-1-123", new JsonObject { ["phase"] = "Running" }, StatusFinalizer, "other/one");
        await AddPodAsync("pod-2", "play-1");
        await AddPodAsync("pod-3", "play-2", "play-2-123");

        var pods = await Workflows.ListPodsAsync("play-1", Cancel);

        pods.ServerTime.ShouldBe(ServerTime);
        pods.Items.Select(pod => (pod.Name, pod.NodeId, pod.IsDeleting, pod.HasEnded))
            .ShouldBe([("pod-1", "play-1-123", false, false), ("pod-2", null, false, false)], ignoreOrder: true);
        pods.Items.Single(pod => pod.Name == "pod-1").Finalizers.ShouldBe([StatusFinalizer, "other/one"]);
        pods.Items.ShouldAllBe(pod => pod.Uid.Length > 0 && pod.CreatedAt > DateTimeOffset.UnixEpoch);
    }

    [Theory]
    [InlineData("""{"phase":"Succeeded"}""", true)]
    [InlineData("""{"phase":"Failed"}""", true)]
    [InlineData("""{"phase":"Pending"}""", false)]
    [InlineData(
        """{"phase":"Running","containerStatuses":[{"name":"main","state":{"terminated":{"exitCode":0}}},{"name":"wait","state":{"running":{}}}]}""",
        false
    )]
    [InlineData("""{"phase":"Running","containerStatuses":[{"name":"main","state":{"terminated":{"exitCode":0}}}]}""", false)]
    [InlineData(
        """{"phase":"Running","containerStatuses":[{"name":"main","state":{"terminated":{"exitCode":0}}},{"name":"wait","state":{"terminated":{"exitCode":1}}}]}""",
        true
    )]
    public async Task ListPodsAsync_PodWithMainAndWait_HasEndedWhenBothHave(string status, bool hasEnded)
    {
        await AddPodAsync("pod-1", "play-1", status: JsonNode.Parse(status)!.AsObject());

        (await Workflows.ListPodsAsync("play-1", Cancel)).Items.ShouldHaveSingleItem().HasEnded.ShouldBe(hasEnded);
    }

    [Fact]
    public async Task ListPodsAsync_DeletedPodThatNoKubeletHas_HasEndedAndWaitsForItsFinalizer()
    {
        await AddPodAsync("pod-1", "play-1", "play-1-123", new JsonObject { ["phase"] = "Pending" }, StatusFinalizer);

        await Workflows.DeletePodAsync(await PodAsync("play-1"), Cancel);

        var pod = await PodAsync("play-1");
        pod.IsDeleting.ShouldBeTrue();
        pod.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public async Task DeletePodAsync_SameUid_TakesItAway()
    {
        await AddPodAsync("pod-1", "play-1");
        var pod = await PodAsync("play-1");

        await Workflows.DeletePodAsync(pod with { Uid = OtherUid }, Cancel);
        (await PodAsync("play-1")).IsDeleting.ShouldBeFalse();
        await Workflows.DeletePodAsync(pod with { Name = "absent" }, Cancel);
        await Workflows.DeletePodAsync(pod, Cancel);

        (await Workflows.WaitForPodsAsync("play-1", pods => pods.Items.Count == 0, Cancel)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReleasePodAsync_TwoFinalizers_TakesOffTheControllersOnly()
    {
        await AddPodAsync("pod-1", "play-1", null, null, "one/first", StatusFinalizer, "one/last");
        var pod = await PodAsync("play-1");

        await Workflows.ReleasePodAsync(pod, Cancel);

        (await FinalizersOfPodAsync("pod-1")).ShouldBe(["one/first", "one/last"]);
    }

    [Fact]
    public async Task ReleasePodAsync_DeletingAndLastFinalizer_LetsItGo()
    {
        await AddPodAsync("pod-1", "play-1", null, null, StatusFinalizer);
        var pod = await PodAsync("play-1");
        await Workflows.DeletePodAsync(pod, Cancel);
        (await PodAsync("play-1")).IsDeleting.ShouldBeTrue();

        await Workflows.ReleasePodAsync(pod, Cancel);

        (await Workflows.WaitForPodsAsync("play-1", pods => pods.Items.Count == 0, Cancel)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task ReleasePodAsync_OtherUidOrAbsent_LeavesThePodAlone()
    {
        await AddPodAsync("pod-1", "play-1", null, null, StatusFinalizer);
        var pod = await PodAsync("play-1");

        await Workflows.ReleasePodAsync(pod with { Uid = OtherUid }, Cancel);
        await Workflows.ReleasePodAsync(pod with { Name = "absent" }, Cancel);

        (await FinalizersOfPodAsync("pod-1")).ShouldBe([StatusFinalizer]);
    }

    [Fact]
    public async Task WaitForPodsAsync_PodAppears_Returns()
    {
        var looked = new TaskCompletionSource();

        var waiting = Workflows.WaitForPodsAsync("play-1", pods => Noting(looked, pods.Items.Count > 0), Cancel);
        await looked.Task;
        await AddPodAsync("pod-1", "play-1");

        (await waiting).Items.ShouldHaveSingleItem().Name.ShouldBe("pod-1");
    }

    [Fact]
    public async Task DeleteTaskResultAsync_SameUid_TakesItAway()
    {
        await AddTaskResultAsync("play-1-123", "play-1");
        await AddTaskResultAsync("play-2-123", "play-2");
        var result = (await Workflows.ListTaskResultsAsync("play-1", Cancel)).ShouldHaveSingleItem();
        result.Name.ShouldBe("play-1-123");

        await Workflows.DeleteTaskResultAsync(result with { Uid = OtherUid }, Cancel);
        (await Workflows.ListTaskResultsAsync("play-1", Cancel)).ShouldBe([result]);
        await Workflows.DeleteTaskResultAsync(result, Cancel);

        (await Workflows.ListTaskResultsAsync("play-1", Cancel)).ShouldBeEmpty();
        (await Workflows.ListTaskResultsAsync("play-2", Cancel)).Count.ShouldBe(1);
    }

    protected static JsonObject Patch(MainWorkflow workflow, JsonObject labels) =>
        new()
        {
            ["metadata"] = new JsonObject
            {
                ["uid"] = workflow.Uid,
                ["resourceVersion"] = workflow.ResourceVersion,
                ["labels"] = labels,
            },
        };

    protected async Task<WorkflowPod> PodAsync(string workflow) => (await Workflows.ListPodsAsync(workflow, Cancel)).Items.Single();

    private static bool Noting(TaskCompletionSource looked, bool result)
    {
        looked.TrySetResult();
        return result;
    }
}

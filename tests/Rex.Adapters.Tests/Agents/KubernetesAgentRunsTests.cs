using System.Text.Json.Nodes;
using Rex.Adapters.Tests.Contracts;
using Rex.Adapters.Tests.Testing;
using Rex.Core.Agents;

namespace Rex.Adapters.Tests.Agents;

public sealed class KubernetesAgentRunsTests : AgentRunsContract, IAsyncLifetime
{
    private TestPlatform _platform = null!;

    protected override IAgentRuns Runs => _platform.Port<IAgentRuns>();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.StartAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task DeleteAsync_AnyRun_AsksForForegroundAndForTheUidAndVersionThatWereRead()
    {
        var uid = await AddRunAsync("cleo", new Dictionary<string, string> { ["task-id"] = "3" });
        string? body = null;
        _platform.Faults.Intercept = async (request, _) =>
        {
            body = request.Method == HttpMethod.Delete ? await request.Content!.ReadAsStringAsync() : body;
            return null;
        };
        var run = (
            await Runs.ListAsync(LabelSelector.Of(LabelRequirement.Equal("task-id", "3")), TestContext.Current.CancellationToken)
        ).Single();

        await Runs.DeleteAsync(run, TestContext.Current.CancellationToken);

        var options = JsonNode.Parse(body.ShouldNotBeNull())!;
        options["propagationPolicy"]!.GetValue<string>().ShouldBe("Foreground");
        options["preconditions"]!["uid"]!.GetValue<string>().ShouldBe(uid);
        options["preconditions"]!["resourceVersion"]!.GetValue<string>().ShouldBe(run.ResourceVersion);
        options["gracePeriodSeconds"].ShouldBeNull();
    }

    [Fact]
    public async Task ListDependentsAsync_EveryRunNamesItsTask_AsksForThePodsOfThoseTasks()
    {
        await AddRunAsync("cleo", new Dictionary<string, string> { ["task-id"] = "3" });
        var runs = await Runs.ListAsync(LabelSelector.Of(LabelRequirement.Equal("task-id", "3")), TestContext.Current.CancellationToken);

        await Runs.ListDependentsAsync(runs, TestContext.Current.CancellationToken);

        _platform.Faults.Requests[^1].ShouldContain("/pods?");
        _platform.Faults.Requests[^1].ShouldContain("labelSelector=task-id%20in%20%283%29");
    }

    protected override async Task<string> AddRunAsync(
        string name,
        IReadOnlyDictionary<string, string> labels,
        string? repositoryUrl = null,
        string? phase = null,
        params string[] finalizers
    )
    {
        var metadata = Metadata(name, labels);
        metadata["finalizers"] = new JsonArray([.. finalizers.Select(one => (JsonNode?)one)]);
        var run = await _platform.Cluster.CreateAsync(
            ClusterClient.CodeRuns,
            new JsonObject
            {
                ["apiVersion"] = "agents.platform/v1",
                ["kind"] = "CodeRun",
                ["metadata"] = metadata,
                ["spec"] = new JsonObject { ["repositoryUrl"] = repositoryUrl },
            }
        );
        if (phase is not null)
        {
            await FinishRunAsync(name, phase);
        }

        return Uid(run);
    }

    protected override async Task<string> AddJobAsync(string name, string runName, string runUid)
    {
        var metadata = Metadata(name, new Dictionary<string, string>());
        metadata["ownerReferences"] = Owner("agents.platform/v1", "CodeRun", runName, runUid);
        var job = new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject(),
        };
        return Uid(await _platform.Cluster.CreateAsync(ClusterClient.Jobs, job));
    }

    protected override async Task<string> AddPodAsync(string name, string jobName, string jobUid, string taskId)
    {
        var metadata = Metadata(name, new Dictionary<string, string> { ["task-id"] = taskId });
        metadata["ownerReferences"] = Owner("batch/v1", "Job", jobName, jobUid);
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject(),
        };
        return Uid(await _platform.Cluster.CreateAsync(ClusterClient.Pods, pod));
    }

    protected override Task ReleaseRunAsync(string name) =>
        _platform.Cluster.MergePatchAsync(
            ClusterClient.CodeRuns,
            name,
            new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = null } }
        );

    protected override Task FinishRunAsync(string name, string phase) =>
        _platform.Cluster.MergePatchAsync(
            ClusterClient.CodeRuns,
            $"{name}/status",
            new JsonObject { ["status"] = new JsonObject { ["phase"] = phase } }
        );

    protected override Task RemoveJobAsync(string name) => _platform.Cluster.DeleteAsync(ClusterClient.Jobs, name);

    protected override Task RemovePodAsync(string name) =>
        _platform.Cluster.DeleteAsync(ClusterClient.Pods, $"{name}?gracePeriodSeconds=0");

    private static JsonObject Metadata(string name, IReadOnlyDictionary<string, string> labels) =>
        new()
        {
            ["name"] = name,
            ["labels"] = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
        };

    private static JsonArray Owner(string apiVersion, string kind, string name, string uid) =>
        [
            new JsonObject
            {
                ["apiVersion"] = apiVersion,
                ["kind"] = kind,
                ["name"] = name,
                ["uid"] = uid,
                ["controller"] = true,
                ["blockOwnerDeletion"] = true,
            },
        ];

    private static string Uid(System.Text.Json.JsonElement resource) => resource.GetProperty("metadata").GetProperty("uid").GetString()!;
}

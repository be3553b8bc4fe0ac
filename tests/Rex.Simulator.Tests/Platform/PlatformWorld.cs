using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Embedded;
using Rex.Simulator.Argo.Controller;
using Rex.Simulator.Clocks;
using Rex.Simulator.Platform.Agents;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Kubelets;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Tests.Platform;

/// <summary>An embedded cluster with all stand-ins at work on it, on a clock of its own.</summary>
internal sealed class PlatformWorld : IAsyncDisposable
{
    public const string Namespace = "agent-platform";

    private readonly List<IAsyncDisposable> parts = [];
    private readonly List<HttpClient> clients = [];

    private PlatformWorld(EmbeddedCluster cluster, SimulationClock clock)
    {
        Cluster = cluster;
        Clock = clock;
        Api = new KubeApi(Client("test"), clock);
    }

    public EmbeddedCluster Cluster { get; }

    public SimulationClock Clock { get; }

    public KubeApi Api { get; }

    /// <summary>How the controller was started.</summary>
    public ArgoOptions Argo { get; private set; } = Brisk;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A controller that looks often, for tests in which nothing hangs on how seldom it does.</summary>
    public static ArgoOptions Brisk { get; } = new() { RequeueTime = TimeSpan.FromSeconds(2) };

    /// <summary>Agents that are done in no time.</summary>
    public static KubeletOptions QuickAgents { get; } = new() { Agents = _ => new AgentBehaviour(TimeSpan.FromSeconds(5)) };

    /// <summary>The cluster with the definitions alone: nobody works on it.</summary>
    public static async Task<PlatformWorld> StartClusterAsync()
    {
        var clock = new SimulationClock(new SimulationClockOptions());
        clock.Run();
        var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { TimeProvider = clock }, Cancellation);
        var world = new PlatformWorld(cluster, clock);
        try
        {
            await world.InstallAsync();
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }

        return world;
    }

    /// <summary>The cluster with all stand-ins at work.</summary>
    public static async Task<PlatformWorld> StartAsync(
        ArgoOptions? argo = null,
        KubeletOptions? kubelet = null,
        CodeRunOptions? codeRuns = null,
        DelegatingHandler? beforeKubelet = null
    )
    {
        var world = await StartClusterAsync();
        try
        {
            var kubeletClient = world.Client("kubelet", beforeKubelet);
            await world.StartPartsAsync(argo ?? Brisk, kubelet ?? QuickAgents, codeRuns ?? new CodeRunOptions(), kubeletClient);
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }

        return world;
    }

    public HttpClient Client(string caller, DelegatingHandler? before = null)
    {
        var client = before is null ? new HttpClient() : new HttpClient(before);
        client.BaseAddress = Cluster.BaseAddress;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", caller);
        clients.Add(client);
        return client;
    }

    public Task<JsonElement> StartPlayAsync(string template, int task = 1, string repository = "acme/shop", string? name = null) =>
        Api.CreateAsync(
            KubeResource.Workflows,
            Namespace,
            new PlayRun(template, Namespace, task, repository, Name: name).ToWorkflow(),
            Cancellation
        );

    public Task<JsonElement> WorkflowAsync(string name) => Api.GetAsync(KubeResource.Workflows, Namespace, name, Cancellation);

    /// <summary>Looks at the workflow until it is so.</summary>
    public async Task<JsonElement> WorkflowWhenAsync(string name, Func<JsonElement, bool> isSo, string what)
    {
        JsonElement workflow = default;
        try
        {
            await UntilAsync(async () => isSo(workflow = await WorkflowAsync(name)), what);
        }
        catch (TimeoutException error)
        {
            var pods = (await ListAsync(KubeResource.Pods)).Select(pod =>
                $"{pod.Name()}={pod.Phase()} {(pod.IsDeleting() ? "deleting" : "")}"
            );
            throw new TimeoutException($"{error.Message} {name} is: {Describe(workflow)}; pods: {string.Join(", ", pods)}", error);
        }

        return workflow;
    }

    /// <summary>Goes through everything that the workflow was since it was read, until it was so, for twenty minutes of simulated time at most.</summary>
    public async Task WorkflowWasAsync(string name, JsonElement since, Func<JsonElement, bool> wasSo, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(20), Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, Cancellation);
        try
        {
            var version = since.GetText("metadata", "resourceVersion")!;
            await foreach (var change in Api.WatchAsync(KubeResource.Workflows, Namespace, null, version, either.Token))
            {
                if (change.Get("object") is { } then && then.GetText("metadata", "name") == name && wasSo(then))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // It was told long enough.
        }

        throw new TimeoutException($"It never came to: {what}.");
    }

    /// <summary>Looks every half second of simulated time, for twenty minutes of it at most.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var deadline = Clock.GetUtcNow() + TimeSpan.FromMinutes(20);
        while (!await isSo())
        {
            if (Clock.GetUtcNow() > deadline)
            {
                throw new TimeoutException($"It never came to: {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), Clock, Cancellation);
        }
    }

    public async Task<IReadOnlyList<JsonElement>> ListAsync(KubeResource resource, string? selector = null)
    {
        var list = await Api.ListAsync(resource, Namespace, selector, Cancellation);
        return [.. list.GetProperty("items").EnumerateArray()];
    }

    public static IEnumerable<JsonElement> Nodes(JsonElement workflow) =>
        workflow.Get("status", "nodes") is { } nodes ? nodes.EnumerateObject().Select(node => node.Value) : [];

    public static JsonElement? Node(JsonElement workflow, string displayName) =>
        Nodes(workflow).Where(node => node.GetText("displayName") == displayName).Cast<JsonElement?>().LastOrDefault();

    public static bool Waits(JsonElement workflow, string gate) => Node(workflow, gate)?.GetText("phase") == "Running";

    public static string Describe(JsonElement workflow) =>
        $"{workflow.Phase()} {workflow.GetText("status", "message")}, stage {workflow.Label("current-stage")}: "
        + string.Join(", ", Nodes(workflow).Select(node => $"{node.GetText("name")}={node.GetText("phase")} {node.GetText("message")}"));

    public async ValueTask DisposeAsync()
    {
        parts.Reverse();
        foreach (var part in parts)
        {
            await part.DisposeAsync();
        }

        await Cluster.DisposeAsync();
        await Clock.DisposeAsync();
        clients.ForEach(client => client.Dispose());
    }

    private async Task InstallAsync()
    {
        await ClusterDefinitions.InstallAsync(new KubeApi(Client("installer"), Clock), Clock, _ => { }, Cancellation);
        var ns = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Namespace",
            ["metadata"] = new JsonObject { ["name"] = Namespace },
        };
        await Api.CreateAsync(new KubeResource("", "v1", "namespaces"), "", ns, Cancellation);
        await PlatformManifests.InstallTemplatesAsync(Client("installer"), Clock, Namespace, Cancellation);
    }

    private async Task StartPartsAsync(ArgoOptions argo, KubeletOptions kubelet, CodeRunOptions codeRuns, HttpClient kubeletClient)
    {
        Argo = argo;
        parts.Add(await Kubelet.StartAsync(kubeletClient, kubelet, Clock, Cancellation));
        parts.Add(await CodeRunController.StartAsync(Client("coderun-controller"), codeRuns, Clock, Cancellation));
        parts.Add(await ArgoController.StartAsync(Client("workflow-controller"), argo, Clock, Cancellation));
    }
}

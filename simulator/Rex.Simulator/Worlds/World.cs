using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Rex.Simulator.Clocks;
using Rex.Simulator.Clusters;
using Rex.Simulator.Faults;
using Rex.Simulator.GitHub;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Kubelets;
using Rex.Simulator.Proxies;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Worlds;

/// <summary>
/// Everything around Rex in one scenario: a clock, a cluster, a GitHub, a proxy before each, and the stand-ins of the platform. No two
/// worlds share anything.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> owned = new();
    private readonly List<HttpClient> clients = [];
    private readonly Random random;
    private readonly IWorldClusters clusters;
    private readonly IWorldGitHubs gitHubs;
    private IWorldCluster cluster = null!;
    private IWorldGitHub gitHub = null!;

    private World(Scenario scenario, WorldOptions options)
    {
        Scenario = scenario;
        random = new Random(options.Seed);
        clusters = options.Clusters;
        gitHubs = options.GitHubs;
        Commits = new Commits(options.Seed);
        Clock = Own(
            new SimulationClock(
                options.FollowsTheWall
                    ? SimulationClockOptions.OfTheWall()
                    : new SimulationClockOptions { Speed = options.Speed, Start = scenario.Start ?? new SimulationClockOptions().Start }
            )
        );
        Ledger = new Ledger(Clock);
        Processes = new Processes(Clock);
        GitHub = new GitHubWorld(Clock);
        Faults = new FaultInjector(FaultRules.From(scenario.Faults));
        Tasks =
        [
            .. scenario.World.Tasks.Select(task => new TaskWorld(task, $"play-task-{task.Task}-{Letters(5)}", scenario.World.PullRequests)),
        ];
        PullRequests = new PullRequests(GitHub, Tasks, Commits);
        Conditions = new ConditionCheck(Objects, GitHub, Tasks, Commits, workflow => Stalled.ContainsKey(workflow));
        Interventions = new InterventionLog(scenario.Interventions);
        GitHubLimits = new RateLimits(GitHubSetup.Limits(scenario.World.GitHub), Clock, token => RexWrite.IsRex(token) ? "rex" : token);
        GitHubTroubles = new GitHubTroubles(scenario.World.GitHub.Troubles, Conditions.Holds, Clock);
        Ledger.Completed += Objects.Observe;
    }

    public Scenario Scenario { get; }

    /// <summary>Where everything is.</summary>
    public string Namespace => cluster.Namespace;

    /// <summary>The node that pods run on.</summary>
    public string Node => cluster.Node;

    public SimulationClock Clock { get; }

    public Ledger Ledger { get; }

    public GitHubWorld GitHub { get; }

    public RateLimits GitHubLimits { get; }

    public GitHubTroubles GitHubTroubles { get; }

    public FaultInjector Faults { get; }

    public Processes Processes { get; }

    public ObjectView Objects { get; } = new();

    public ConditionCheck Conditions { get; }

    public IReadOnlyList<TaskWorld> Tasks { get; }

    public Commits Commits { get; }

    public PullRequests PullRequests { get; }

    /// <summary>What others do to pull requests.</summary>
    public GitHubDeeds Deeds { get; private set; } = null!;

    /// <summary>The long times in which nothing happens.</summary>
    public IdleTimes Idle { get; private set; } = null!;

    /// <summary>The workflows on which the workflow controller has stalled in the middle of an operation, by name.</summary>
    public ConcurrentDictionary<string, bool> Stalled { get; } = new();

    public InterventionLog Interventions { get; }

    /// <summary>What the images of containers hold.</summary>
    public ContainerPrograms Programs { get; } = new();

    /// <summary>The proxy before the cluster.</summary>
    public Uri ClusterAddress { get; private set; } = null!;

    /// <summary>The proxy before GitHub.</summary>
    public Uri GitHubAddress { get; private set; } = null!;

    /// <summary>When Rex cannot reach the cluster.</summary>
    public Outage ClusterOutage { get; } = new();

    /// <summary>When Rex cannot reach GitHub.</summary>
    public Outage GitHubOutage { get; } = new();

    /// <summary>The cluster itself, past the proxy.</summary>
    public HttpClient Cluster { get; private set; } = null!;

    public static async Task<World> StartAsync(Scenario scenario, WorldOptions options, CancellationToken cancellationToken)
    {
        var world = new World(scenario, options);
        try
        {
            await world.StartSystemsAsync(cancellationToken);
            await world.InstallAsync(cancellationToken);
            world.Clock.Run();
            world.Own(await PlatformStandIns.StartAsync(world, cancellationToken));
            await world.PopulateAsync(cancellationToken);
            world.Idle = world.Own(new IdleTimes(world));
            world.Deeds = world.Own(new GitHubDeeds(world));
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of the cluster's proxy, known there by its name.</summary>
    public HttpClient ClientFor(string identity) => Client(ClusterAddress, identity);

    /// <summary>A client of GitHub's proxy, known there by its name.</summary>
    public HttpClient GitHubClientFor(string identity) => Client(GitHubAddress, identity);

    /// <summary>Time as a process of Rex sees it, on a machine whose clock may be wrong.</summary>
    public TimeProvider TimeOf(string identity) =>
        new ProcessTime(Clock, () => Processes.RunningAsync(identity), Scenario.ClockAhead - Scenario.ClockBehind);

    /// <summary>Whether a main workflow is that of a task that a scenario names, or of any where it names none.</summary>
    public bool IsOf(Located<string>? task, string workflow) =>
        task is not { } named || Tasks.Any(one => one.Name == named.Value && one.Workflow == workflow);

    /// <summary>Waits in simulated time until something holds.</summary>
    /// <returns>Whether it held in time.</returns>
    public async Task<bool> WaitAsync(Func<bool> holds, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var end = Clock.GetUtcNow() + atMost;
        while (!holds())
        {
            if (Clock.GetUtcNow() >= end)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), Clock, cancellationToken);
        }

        return true;
    }

    /// <summary>Waits in simulated time until something holds, however long.</summary>
    public async Task WaitAsync(Func<bool> holds, CancellationToken cancellationToken)
    {
        while (!await WaitAsync(holds, TimeSpan.FromDays(1), cancellationToken))
        {
            // Idle times of days may lie between.
        }
    }

    /// <summary>What was asked of cluster and GitHub so far.</summary>
    public Task<GitHubRecord> RecordAsync(CancellationToken cancellationToken) => gitHub.RecordAsync(Ledger.Snapshot(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        while (owned.TryPop(out var one))
        {
            await one.DisposeAsync();
        }

        clients.ForEach(client => client.Dispose());
        ClusterOutage.Dispose();
        GitHubOutage.Dispose();
    }

    private async Task StartSystemsAsync(CancellationToken cancellationToken)
    {
        cluster = Own(await clusters.StartAsync(Clock, Scenario.World.GarbageCollection, cancellationToken));
        var gitHubOptions = new GitHubOptions
        {
            Tokens = token => token.Length > 0,
            Limits = GitHubLimits,
            LargestPage = Scenario.World.GitHub.LargestPage,
            Trouble = GitHubTroubles.For,
        };
        gitHub = Own(await gitHubs.StartAsync(GitHub, gitHubOptions, cancellationToken));
        Cluster = Client(cluster.BaseAddress, "harness", cluster.CreateHandler());
        var witnesses = new Witnesses(Cluster, GitHub, () => Tasks, Namespace);
        ClusterAddress = await StartProxyAsync(LedgerTarget.Cluster, cluster.BaseAddress, cluster.CreateHandler);
        GitHubAddress = await StartProxyAsync(LedgerTarget.GitHub, gitHub.BaseAddress, gitHub.CreateHandler);

        async Task<Uri> StartProxyAsync(LedgerTarget target, Uri upstream, Func<HttpMessageHandler> handler)
        {
            var proxyOptions = new LoopbackProxyOptions(target, upstream, Clock, Ledger, Processes, Faults)
            {
                Witnesses = witnesses.LookAsync,
                UpstreamHandler = handler,
                Outage = target == LedgerTarget.GitHub ? GitHubOutage : ClusterOutage,
                Latency = target == LedgerTarget.GitHub ? GitHubTroubles.LatencyFor : _ => TimeSpan.Zero,
            };
            return Own(await LoopbackProxy.StartAsync(proxyOptions, cancellationToken)).BaseAddress;
        }
    }

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        await cluster.PrepareAsync(new KubeApi(Cluster, TimeProvider.System), cancellationToken);
        await PlatformManifests.InstallTemplatesAsync(
            Cluster,
            Clock,
            Namespace,
            cancellationToken,
            (name, yaml) => Scenario.World.Templates.Aggregate(yaml, (text, change) => change.Apply(name, text))
        );
    }

    private async Task PopulateAsync(CancellationToken cancellationToken)
    {
        foreach (var repository in Scenario.World.Repositories)
        {
            GitHub.Add(
                new GitHubRepository
                {
                    Id = repository.Id,
                    Owner = repository.Owner,
                    Name = repository.ShortName,
                }
            );
        }

        var harness = new KubeApi(ClientFor("harness"), Clock);
        foreach (var task in Tasks)
        {
            GitHub.Push(task.Description.Repository, task.Description.Branch, Commits.Of(""));
        }

        PullRequests.OpenAll(Scenario.World.PullRequests);
        Own(await MainWorkflows.StartAsync(this, cancellationToken));
        foreach (var run in Scenario.World.Runs)
        {
            await ExtraRuns.CreateAsync(harness, Namespace, run, Tasks, cancellationToken);
        }
    }

    private T Own<T>(T one)
        where T : IAsyncDisposable
    {
        owned.Push(one);
        return one;
    }

    private HttpClient Client(Uri address, string identity, HttpMessageHandler? handler = null)
    {
        handler ??= new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        var client = new HttpClient(new TrackedHandler(Clock, handler)) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new("Bearer", identity);
        lock (clients)
        {
            clients.Add(client);
        }

        return client;
    }

    private string Letters(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => "bcdfghjklmnpqrstvwxz2456789"[random.Next(27)]));
}

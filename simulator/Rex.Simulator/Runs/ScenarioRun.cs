using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Modes;
using Rex.Simulator.Modes.Steps;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Runs;

/// <summary>Plays one scenario through and judges it.</summary>
internal sealed class ScenarioRun(Scenario described, RunOptions options)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromHours(1);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    private readonly Scenario scenario = options.Mode switch
    {
        RexMode.Argo => described.BehindArgo(),
        RexMode.ArgoRemediation => described.BehindEventSource(),
        _ => described,
    };

    private readonly ConcurrentBag<Violation> ended = [];

    /// <summary>Raised with what the run is at, for whoever watches.</summary>
    public event Action<string>? Progressed;

    public async Task<ScenarioResult> RunAsync(CancellationToken cancellationToken)
    {
        Progressed?.Invoke("building the world");
        await using var world = await World.StartAsync(
            scenario,
            new WorldOptions(options.Seed, options.Speed)
            {
                FollowsTheWall = options.Mode == RexMode.Process,
                Clusters = options.Clusters,
                GitHubs = options.GitHubs,
            },
            cancellationToken
        );
        var timeline = new Timeline(world);
        await using var rex = await DeployAsync(world, timeline, cancellationToken);
        var schedule = new DeliverySchedule(world, rex, options.Seed, options.DeliveriesFolder);
        schedule.Answered += timeline.Answered;
        await rex.StartAsync(cancellationToken);
        List<Violation> violations = [];
        try
        {
            await PlayAsync(world, schedule, rex, violations, cancellationToken);
        }
        catch (InvalidOperationException error)
        {
            violations.Add(new Violation("expectation", scenario.Name, world.Clock.GetUtcNow(), error.Message));
        }

        Progressed?.Invoke("judging");
        var record = await world.RecordAsync(cancellationToken);
        violations.AddRange(record.Problems.Select(problem => new Violation("GitHub", scenario.Name, world.Clock.GetUtcNow(), problem)));
        var evidence = await CollectAsync(world, record.Entries, schedule, cancellationToken);
        violations.AddRange(Oracle.Judge(evidence));
        if (options.Mode == RexMode.Process)
        {
            violations.AddRange(NothingLost.Check(evidence));
            violations.AddRange(ended);
        }

        if (!scenario.OnlyInvariants)
        {
            violations.AddRange(new ExpectationCheck(world, evidence, schedule.All, rex.Crashes).Check());
        }

        if (options.DumpFolder is not null)
        {
            LedgerDump.Write(Path.Combine(options.DumpFolder, $"{scenario.Name}.ledger.jsonl"), evidence.Entries);
        }

        var testimony = new Testimony(evidence);
        return new ScenarioResult(
            scenario.Name,
            schedule.Count,
            testimony.Writes.Where(write => write.Kind == RexWriteKind.CancelRun).Select(write => write.Name).Distinct().Count(),
            testimony.Writes.Where(write => write.Kind == RexWriteKind.Restart).Select(write => write.RemediationId).Distinct().Count(),
            world.Clock.Elapsed,
            violations,
            timeline.Events(),
            world.Clock.GetUtcNow() - world.Clock.Elapsed
        )
        {
            Ends = evidence
                .Remediations.GroupBy(one => $"{one.Phase} {one.Reason}".TrimEnd())
                .ToDictionary(ends => ends.Key, ends => ends.Count()),
        };
    }

    private RexConnection Connection(World world, string identity, int incarnation) =>
        new(
            identity,
            world.ClusterAddress,
            world.GitHubAddress,
            world.Namespace,
            [.. scenario.World.Repositories.Where(repository => repository.Watched).Select(repository => repository.Name)],
            new Dictionary<string, string>([.. scenario.Settings, .. options.MoreSettings]),
            world.TimeOf(identity),
            options.Seed + incarnation
        );

    private async Task<IRexDeployment> DeployAsync(World world, Timeline timeline, CancellationToken cancellationToken)
    {
        if (options.Mode == RexMode.Argo)
        {
            return await ArgoDeployment.StartAsync(world, timeline, Connection(world, "", 0), cancellationToken);
        }

        var processes = new RexProcesses(world, (identity, incarnation) => NewRex(world, timeline, identity, incarnation));
        return options.Mode switch
        {
            RexMode.Process => new HookedProcesses(processes, world.GitHub.Hooks),
            RexMode.ArgoRemediation => new RequestedRex(world, processes),
            _ => processes,
        };
    }

    private IRexUnderTest NewRex(World world, Timeline timeline, string identity, int incarnation)
    {
        var connection = Connection(world, identity, incarnation);
        var observer = timeline.ObserverFor(identity);
        return options.Mode switch
        {
            RexMode.Process => new ServedRex(
                connection,
                world.Processes,
                why => ended.Add(new Violation("process", identity, world.Clock.GetUtcNow(), why))
            ),
            RexMode.Host or RexMode.ArgoRemediation => new HostRex(connection, observer),
            _ => new LibraryRex(connection, observer, options.Broken),
        };
    }

    private async Task PlayAsync(
        World world,
        DeliverySchedule schedule,
        IRexDeployment rex,
        List<Violation> violations,
        CancellationToken cancellationToken
    )
    {
        Progressed?.Invoke(
            scenario.StartWhen.Count == 0 ? "starting" : $"waiting for {string.Join(", ", scenario.StartWhen.Select(when => when.Value))}"
        );
        if (
            !await world.WaitAsync(
                () => scenario.StartWhen.All(when => world.Conditions.Holds(when.Value)),
                LongestStart,
                cancellationToken
            )
        )
        {
            throw new InvalidOperationException($"'{string.Join(", ", scenario.StartWhen.Select(when => when.Value))}' never became so");
        }

        Progressed?.Invoke("delivering");
        await Task.WhenAll(schedule.RunAsync(cancellationToken), options.Disturb?.Invoke(world, cancellationToken) ?? Task.CompletedTask);
        Progressed?.Invoke("waiting for the end");
        var done = new EndCheck(world, schedule, rex);
        if (!await world.WaitAsync(done.IsOver, scenario.Within, cancellationToken))
        {
            violations.Add(
                new Violation("L1", scenario.Name, world.Clock.GetUtcNow(), $"not over within {scenario.Within}: {done.WhatIsMissing()}")
            );
        }

        // Whatever is still under way, a second restart say, comes to light.
        await Task.Delay(Calm, world.Clock, cancellationToken);
    }

    private async Task<Evidence> CollectAsync(
        World world,
        IReadOnlyList<LedgerEntry> entries,
        DeliverySchedule schedule,
        CancellationToken cancellationToken
    )
    {
        var list = JsonNode.Parse(
            await world.Cluster.GetStringAsync(KubeResource.Remediations.Collection(world.Namespace), cancellationToken)
        );
        return new Evidence
        {
            Entries = entries,
            Tasks = [.. world.Tasks.Select(task => task.Facts)],
            Pushes = [.. schedule.All.Select(handed => handed.Push)],
            // What a Sensor wrote down is no remediation.
            Remediations =
            [
                .. list!["items"]!.AsArray().OfType<JsonObject>().Where(item => item["spec"]?["event"] is null).Select(Remediation),
            ],
            HoldTakesEffectWithin =
                // By the machine's clock a busy machine makes anybody stall.
                scenario.World.Controller.Stalls.Count > 0
                || options.Mode == RexMode.Process
                    ? null
                    : TimeSpan.FromSeconds(5) + scenario.World.Controller.Lag,
            QaApps = QaApps(),
            Settle = Told("Rex:Restart:Settle", TimeSpan.FromSeconds(1)),
            OrphanGrace = Told("Rex:Restart:OrphanGrace", TimeSpan.FromSeconds(30)),
            Lease = scenario.Settings.GetValueOrDefault("Rex:Leadership:Lease", "rex"),
            NothingMayFail = scenario.OnlyInvariants,
            EndedAt = world.Clock.GetUtcNow(),
            MayBeUnfinished = world.Tasks.Where(task => IsMeantToStop(task.Description)).Select(task => task.Name).ToHashSet(),
        };
    }

    /// <summary>A time that Rex is told, or what it takes otherwise.</summary>
    private TimeSpan Told(string setting, TimeSpan otherwise) =>
        scenario.Settings.TryGetValue(setting, out var told) ? TimeSpan.Parse(told, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The agents that Rex is told to cancel, in the order of their work.</summary>
    private List<string> QaApps()
    {
        var told = scenario
            .Settings.Where(setting => setting.Key.StartsWith("Rex:Names:DownstreamAgents:", StringComparison.OrdinalIgnoreCase))
            .OrderBy(setting => setting.Key, StringComparer.Ordinal)
            .Select(setting => setting.Value)
            .ToList();
        return told.Count > 0 ? told : [AgentNames.AppOf("cleo"), AgentNames.AppOf("tess")];
    }

    private bool IsMeantToStop(TaskDescription task) => task.Silent || scenario.StaysStuck(task);

    private static RemediationFact Remediation(JsonObject item) =>
        new(
            Testimony.Name(item),
            Testimony.Phase(item),
            item["status"]?["reason"]?.GetValue<string>() ?? "",
            item["status"]?["startedAt"] is not null
        );
}

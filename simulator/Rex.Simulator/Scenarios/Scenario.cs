using YamlDotNet.Serialization;

namespace Rex.Simulator.Scenarios;

/// <summary>One scenario: a world, what is delivered into it, what is disturbed, and what must hold at the end.</summary>
internal sealed record Scenario
{
    /// <summary>Its name: the file's name without extension.</summary>
    public string Name { get; set; } = "";

    /// <summary>What it shows, in a sentence.</summary>
    public string About { get; set; } = "";

    public WorldDescription World { get; set; } = new();

    /// <summary>What must be so before the first delivery; the offsets of deliveries count from then.</summary>
    public List<Located<Condition>> StartWhen { get; set; } = [];

    public List<DeliveryDescription> Deliveries { get; set; } = [];

    public List<FaultDescription> Faults { get; set; } = [];

    /// <summary>What others do to pull requests meanwhile.</summary>
    public List<GitHubDeedDescription> OnGitHub { get; set; } = [];

    /// <summary>Long times in which nothing happens.</summary>
    public List<IdleDescription> Idle { get; set; } = [];

    /// <summary>What people and other sensors do to main workflows meanwhile.</summary>
    public List<InterventionDescription> Interventions { get; set; } = [];

    public Expectations Expect { get; set; } = new();

    /// <summary>Settings of Rex, by their path (<c>Rex:Deadlines:Label</c>).</summary>
    public Dictionary<string, string> Settings { get; set; } = [];

    /// <summary>What is different where Rex runs behind Argo Events.</summary>
    public ArgoDescription Argo { get; set; } = new();

    /// <summary>How many processes of Rex work on the one ledger.</summary>
    public int Processes { get; set; } = 1;

    /// <summary>How far the clock of Rex's machine is ahead of those of the cluster and of GitHub.</summary>
    public TimeSpan ClockAhead { get; set; }

    /// <summary>How far it is behind them.</summary>
    public TimeSpan ClockBehind { get; set; }

    /// <summary>The simulated instant at which the world begins; null for the same in every scenario.</summary>
    public DateTimeOffset? Start { get; set; }

    /// <summary>Whether nothing is expected but the invariants.</summary>
    public bool OnlyInvariants { get; set; }

    /// <summary>How much simulated time it may take from its first delivery until everything has come to rest.</summary>
    public TimeSpan Within { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether a request need not be made again after a crash before it.</summary>
    [YamlIgnore]
    public bool NeedNotRepeat { get; private init; }

    /// <summary>The same, with what an EventSource makes of the deliveries in their place.</summary>
    public Scenario BehindEventSource() =>
        this with
        {
            Deliveries = Argo.HandedOn.Count > 0 ? Argo.HandedOn : Deliveries,
            Expect = Argo.Expect ?? Expect,
        };

    /// <summary>The same behind Argo Events, with what is different where each step runs in a pod of its own.</summary>
    public Scenario BehindArgo()
    {
        var handedOn = BehindEventSource();
        return handedOn with
        {
            NeedNotRepeat = Argo.NeedNotRepeat,
            Deliveries =
            [
                .. handedOn
                    .Deliveries.Concat(Argo.MorePushes)
                    .Select(delivery =>
                        delivery with
                        {
                            Outcome = delivery.ArgoOutcome.Count > 0 ? delivery.ArgoOutcome : delivery.Outcome,
                            FailedBefore = delivery.ArgoFailedBefore.Count > 0 ? delivery.ArgoFailedBefore : delivery.FailedBefore,
                        }
                    ),
            ],
        };
    }

    /// <summary>Whether the runs of a task are never finalized, and nobody takes their finalizers off either.</summary>
    public bool StaysStuck(TaskDescription task) =>
        World.Agents.StuckFinalizers.Exists(stuck => stuck.Value == task.Name)
        && !Interventions.Exists(one =>
            one.Do.Value == InterventionKind.Finalize && (one.Task is null || one.Task.Value.Value == task.Name)
        );
}

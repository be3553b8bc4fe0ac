using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Oracles;

/// <summary>All that the oracle looks at.</summary>
internal sealed record Evidence
{
    /// <summary>The name by which the workflow controller calls.</summary>
    public const string WorkflowController = "workflow-controller";

    public required IReadOnlyList<LedgerEntry> Entries { get; init; }

    public required IReadOnlyList<TaskFacts> Tasks { get; init; }

    public required IReadOnlyList<PushFact> Pushes { get; init; }

    public required IReadOnlyList<RemediationFact> Remediations { get; init; }

    /// <summary>The Lease that Rex's processes lead by.</summary>
    public string Lease { get; init; } = "rex";

    /// <summary>The label that starts testing.</summary>
    public string QaLabel { get; init; } = "ready-for-qa";

    /// <summary>The stage that a restart begins with.</summary>
    public string ResetStage { get; init; } = "waiting-pr-created";

    /// <summary>The display name of the node that starts QA.</summary>
    public string QualityNode { get; init; } = "quality-work";

    /// <summary>The display names of the nodes before it that set its stage, and go with it.</summary>
    public IReadOnlyList<string> StageSteps { get; init; } = ["update-to-quality-in-progress"];

    /// <summary>The apps whose runs a push cancels, in the order of their work.</summary>
    public IReadOnlyList<string> QaApps { get; init; } = ["5DLabs-Cleo", "5DLabs-Tess"];

    /// <summary>How far the clocks of GitHub and the cluster may be apart.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a pod may outlive its run before it is deleted.</summary>
    public TimeSpan OrphanGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a hold has to stand before a restart.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long after a hold the workflow controller may still write what it had begun; null where the scenario lets it stall.
    /// </summary>
    public TimeSpan? HoldTakesEffectWithin { get; init; }

    /// <summary>When the scenario ended.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Whether no push may end as a failure, not even as a final one: nothing in the world gives it cause.</summary>
    public bool NothingMayFail { get; init; }

    /// <summary>Tasks that need not have come to their end: the scenario means them to be stuck or unfinished.</summary>
    public IReadOnlySet<string> MayBeUnfinished { get; init; } = new HashSet<string>();
}

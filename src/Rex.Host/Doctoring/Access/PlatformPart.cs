namespace Rex.Host.Doctoring.Access;

/// <summary>What Rex works on; each part may live in a namespace of its own.</summary>
internal enum PlatformPart
{
    /// <summary>The main workflows with their pods and task results.</summary>
    Workflows,

    /// <summary>The agents' runs with their Jobs and pods.</summary>
    AgentRuns,

    /// <summary>Rex's own Remediations and its Lease.</summary>
    Ledger,
}

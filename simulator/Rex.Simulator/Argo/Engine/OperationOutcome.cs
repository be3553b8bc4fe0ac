using System.Text.Json.Nodes;

namespace Rex.Simulator.Argo.Engine;

/// <summary>What one operation wants done.</summary>
internal sealed record OperationOutcome
{
    /// <summary>The workflow as the operation left it, with the resourceVersion it was read with.</summary>
    public required JsonObject Workflow { get; init; }

    /// <summary>Whether there is something to write. Some changes alone are no reason to.</summary>
    public required bool Updated { get; init; }

    /// <summary>The pods to create, in order, before the workflow is written.</summary>
    public IReadOnlyList<JsonObject> PodsToCreate { get; init; } = [];

    /// <summary>Names of pods whose containers are to be ended.</summary>
    public IReadOnlyList<string> PodsToTerminate { get; init; } = [];

    /// <summary>Names of pods that are recorded and done with once the workflow is written.</summary>
    public IReadOnlyList<string> PodsToComplete { get; init; } = [];

    /// <summary>When the workflow is to be looked at again although nothing changes; zero means after the usual time.</summary>
    public IReadOnlyList<TimeSpan> Requeues { get; init; } = [];

    /// <summary>The workflow has ended: its task results are deleted.</summary>
    public required bool Finished { get; init; }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Nodes;

namespace Rex.Simulator.Argo.Engine;

/// <summary>What one operation of the controller on one workflow sees: all of it from the controller's caches.</summary>
internal sealed record OperationInput
{
    public required JsonElement Workflow { get; init; }

    /// <summary>The workflow's pods that are not labelled completed.</summary>
    public IReadOnlyList<JsonElement> Pods { get; init; } = [];

    public IReadOnlyList<JsonElement> TaskResults { get; init; } = [];

    /// <summary>Finds a WorkflowTemplate of the workflow's namespace; null where there is none.</summary>
    public Func<string, JsonObject?> Template { get; init; } = _ => null;

    public required DateTimeOffset Now { get; init; }

    /// <summary>How nodes are kept; it knows the controller's version too.</summary>
    public required NodeStorage Storage { get; init; }

    /// <summary>Pods get the finalizer that keeps them until the controller has recorded them.</summary>
    public bool PodStatusFinalizer { get; init; }

    /// <summary>A pod that is missing is taken for deleted once its node is this old.</summary>
    public TimeSpan RecentlyStarted { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The controller's mutexes. They are its own memory, and not the operation's: taken at once.</summary>
    public Mutexes Mutexes { get; init; } = new();
}

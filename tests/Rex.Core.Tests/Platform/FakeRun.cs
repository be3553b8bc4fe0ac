using Rex.Core.Agents;

namespace Rex.Core.Tests.Platform;

/// <summary>An agent run with its Job and pod.</summary>
internal sealed class FakeRun
{
    public required string Name { get; init; }

    public string Uid { get; init; } = Guid.NewGuid().ToString();

    public required DateTimeOffset CreatedAt { get; init; }

    public required Dictionary<string, string> Labels { get; init; }

    public string? RepositoryUrl { get; init; }

    public string? Phase { get; set; }

    public bool IsDeleting { get; set; }

    /// <summary>How long its finalizer takes; null: it is stuck.</summary>
    public TimeSpan? GoneAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>What keeps it while it is being deleted.</summary>
    public List<string> Finalizers { get; } = ["coderuns.orchestrator.io/finalizer"];

    /// <summary>The Job and pod it has.</summary>
    public List<RunDependent> Dependents { get; } = [];

    /// <summary>Whether its pod is left behind when it goes, as older run controllers do.</summary>
    public bool LeavesPod { get; init; }

    /// <summary>Whether its Job is left behind when it goes.</summary>
    public bool LeavesJob { get; init; }

    /// <summary>Every change gives it another.</summary>
    public string ResourceVersion => $"{Phase}-{IsDeleting}";

    public AgentRun Read() => new(Name, Uid, ResourceVersion, CreatedAt, Labels, RepositoryUrl, Phase, IsDeleting, [.. Finalizers]);
}

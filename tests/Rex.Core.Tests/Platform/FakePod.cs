using Rex.Core.Workflows;

namespace Rex.Core.Tests.Platform;

/// <summary>A pod of a main workflow.</summary>
internal sealed class FakePod
{
    public required string Name { get; init; }

    public required string Workflow { get; init; }

    public string? NodeId { get; init; }

    public string Uid { get; init; } = Guid.NewGuid().ToString();

    public required DateTimeOffset CreatedAt { get; init; }

    public bool IsDeleting { get; set; }

    public bool HasEnded { get; set; }

    public List<string> Finalizers { get; } = [];

    /// <summary>How long after its deletion its process ends; null: it does not.</summary>
    public TimeSpan? EndsAfter { get; init; } = TimeSpan.FromSeconds(2);

    public WorkflowPod Read() => new(Name, Uid, NodeId, CreatedAt, IsDeleting, HasEnded, [.. Finalizers]);
}

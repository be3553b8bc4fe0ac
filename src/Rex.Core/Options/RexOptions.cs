using Rex.Core.Pushes;

namespace Rex.Core.Options;

/// <summary>All settings of Rex, with the defaults of the platform.</summary>
public sealed record RexOptions
{
    /// <summary>Which pushes are Rex's business.</summary>
    public PushOptions Pushes { get; init; } = new();

    /// <summary>What things are called on the platform.</summary>
    public PlatformNames Names { get; init; } = new();

    /// <summary>How a restart is made.</summary>
    public RestartOptions Restart { get; init; } = new();

    /// <summary>
    /// Whether <c>rex serve</c> only rehearses what it accepts: every decision and plan, and no write but to Remediations of its own. Default no.
    /// </summary>
    public bool DryRun { get; init; }

    /// <summary>How long steps may take.</summary>
    public DeadlineOptions Deadlines { get; init; } = new();
}

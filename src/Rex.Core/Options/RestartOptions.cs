namespace Rex.Core.Options;

/// <summary>How a restart is made, and how long Rex waits for what.</summary>
public sealed record RestartOptions
{
    /// <summary>Which plans are allowed: with <c>auto</c> whatever the state of the main workflow asks for; with <c>gate-only</c> a gate may be opened, and a push that needs a rewind fails, before anything is touched. Default <c>auto</c>.</summary>
    public RestartStrategy Strategy { get; init; } = RestartStrategy.Auto;

    /// <summary>How long the hold stands at least before the restart write. Default 1 second.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the controller may still kill a pod by its name after the pod's main container ended. Default 30 seconds. Where the workflow had ended, the restart waits <c>ClockSkew</c> longer: both together have to fit into <c>Deadlines.ResumePipeline</c>.</summary>
    public TimeSpan PodGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a pod may outlive its agent run before Rex deletes it. Default 30 seconds.</summary>
    public TimeSpan OrphanGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far the clocks of GitHub, the cluster and Rex may differ. Default 30 seconds.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the event that opens the gate may be on its way before Rex opens the gate itself. Default 30 minutes.</summary>
    public TimeSpan GateGrace { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After which silence of the controller Rex touches the restarted workflow once, to wake it. Default 30 seconds.</summary>
    public TimeSpan WakeAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far a hold keeps from the moment a revived workflow's old time-to-live ends. Default 1 minute.</summary>
    public TimeSpan TimeToLiveMargin { get; init; } = TimeSpan.FromMinutes(1);
}

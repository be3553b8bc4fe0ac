namespace Rex.Simulator.Scenarios;

/// <summary>How the workflow controller behaves.</summary>
internal sealed record ControllerDescription
{
    /// <summary>How late its cache sees what happens on the cluster.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>How long after a change it takes a workflow up.</summary>
    public TimeSpan Requeue { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Long pauses between its look at the cache and its write.</summary>
    public List<StallDescription> Stalls { get; set; } = [];
}

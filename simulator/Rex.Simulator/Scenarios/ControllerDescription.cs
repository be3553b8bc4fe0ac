namespace Rex.Simulator.Scenarios;

/// <summary>How the workflow controller behaves.</summary>
internal sealed record ControllerDescription
{
    /// <summary>How late its cache sees what happens on the cluster.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>How long after a change it takes a workflow up.</summary>
    public TimeSpan Requeue { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an operation takes from its look at the cache to its write.</summary>
    public TimeSpan Operation { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Long pauses between its look at the cache and its write.</summary>
    public List<StallDescription> Stalls { get; set; } = [];
}

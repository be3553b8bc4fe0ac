namespace Rex.Simulator.Scenarios;

/// <summary>How the workflow controller behaves.</summary>
internal sealed record ControllerDescription
{
    /// <summary>How late its cache sees what happens on the cluster.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>How long after a change it takes a workflow up.</summary>
    public TimeSpan Requeue { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Which Argo Workflows it is of: 3.7.18 or 4.1.2.</summary>
    public Located<string> Version { get; set; } = new("3.7.18", 0);

    /// <summary>The largest workflow, in bytes, whose node status is not compressed.</summary>
    public int MaxWorkflowSize { get; set; } = 1024 * 1024;

    /// <summary>gzip, or brotli (4.1 only): how node status is compressed.</summary>
    public Argo.Nodes.NodeCompression Compression { get; set; }

    /// <summary>Long pauses between its look at the cache and its write.</summary>
    public List<StallDescription> Stalls { get; set; } = [];
}

using Rex.Simulator.Argo.Nodes;

namespace Rex.Simulator.Argo.Controller;

/// <summary>How the workflow controller behaves. Every duration is on the simulation's clock.</summary>
internal sealed record ArgoOptions
{
    /// <summary>The namespace that it looks after; all of them where this is empty.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>
    /// Which workflows are its own (<c>instanceID</c>): those that have this as the label <c>controller-instanceid</c>, and no others; without one, those that
    /// do not have the label.
    /// </summary>
    public string InstanceId { get; init; } = "";

    /// <summary>The same as a selector, which its watches have: it does not even see the others.</summary>
    public string InstanceSelector => InstanceId.Length == 0 ? $"!{ArgoNames.InstanceId}" : $"{ArgoNames.InstanceId}={InstanceId}";

    public ArgoVersion Version { get; init; } = ArgoVersion.V3;

    /// <summary>How long after a change of a workflow, a pod or a task result the workflow is looked at (DEFAULT_REQUEUE_TIME).</summary>
    public TimeSpan RequeueTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after it was looked at a workflow that has not ended is looked at again, whatever happens.</summary>
    public TimeSpan ResyncTime { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How far the controller's caches are behind the cluster.</summary>
    public TimeSpan CacheLag { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many workflows are operated on at once. One workflow is never operated on twice at the same time.</summary>
    public int Workers { get; init; } = 32;

    /// <summary>Pods get the finalizer that keeps them until the controller has recorded them.</summary>
    public bool PodStatusFinalizer { get; init; } = true;

    /// <summary>A missing pod is taken for deleted once its node is this old (RECENTLY_STARTED_POD_DURATION).</summary>
    public TimeSpan RecentlyStarted { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When a pod that somebody deleted loses its finalizer without having been recorded.</summary>
    public TimeSpan DeletedPodFinalizerDelay { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long after it was asked to end a pod's containers are killed, by the pod's name.</summary>
    public TimeSpan KillDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest workflow, in bytes of JSON, whose nodes are not compressed (MAX_WORKFLOW_SIZE).</summary>
    public int MaxWorkflowSize { get; init; } = 1024 * 1024;

    /// <summary>How nodes are compressed (WORKFLOW_COMPRESSION_ALGORITHM). Versions before 4.1 know gzip alone.</summary>
    public NodeCompression NodeCompression { get; init; } = NodeCompression.Gzip;

    /// <summary>How nodes are kept, as these options say.</summary>
    public NodeStorage Storage => new(Version, MaxWorkflowSize, NodeCompression);

    /// <summary>Operations that are to be held up.</summary>
    public OperationStalls Stalls { get; init; } = new();
}

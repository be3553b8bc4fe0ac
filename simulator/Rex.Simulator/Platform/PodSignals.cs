namespace Rex.Simulator.Platform;

/// <summary>
/// A signal to a pod's containers. The real controller runs a command in the pod; here an annotation that the kubelet obeys stands for it.
/// </summary>
internal static class PodSignals
{
    public const string Annotation = "simulator.agents.platform/signal";
    public const string Terminate = "terminate";
    public const string Kill = "kill";
}

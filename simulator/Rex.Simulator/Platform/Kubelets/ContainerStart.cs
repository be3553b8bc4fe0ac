namespace Rex.Simulator.Platform.Kubelets;

/// <summary>A container of a pod as the kubelet starts it: everything expanded, every volume in a folder of this machine.</summary>
/// <param name="Pod">The pod's name.</param>
/// <param name="Workflow">The workflow that it is of.</param>
/// <param name="Step">The name of its template.</param>
/// <param name="Command">The program.</param>
/// <param name="Arguments">What it is called with.</param>
/// <param name="Environment">Its variables.</param>
/// <param name="Volumes">What is mounted where.</param>
internal sealed record ContainerStart(
    string Pod,
    string Workflow,
    string Step,
    IReadOnlyList<string> Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    PodVolumes Volumes
);

namespace Rex.Simulator.Modes;

/// <summary>How Rex runs in a scenario.</summary>
internal enum RexMode
{
    /// <summary>As a library in the simulator's process.</summary>
    Library,

    /// <summary>As <c>rex serve</c> runs it: deliveries come signed, by HTTP.</summary>
    Host,

    /// <summary>As the manifests in <c>deploy/argo</c> have it: behind Argo Events, each step in a pod of its own.</summary>
    Argo,

    /// <summary>As <c>rex serve</c> behind Argo Events, by <c>deploy/argo-remediation</c>: the Sensor writes down what was pushed.</summary>
    ArgoRemediation,

    /// <summary>As real processes of <c>rex serve</c>, by the machine's clock.</summary>
    Process,
}

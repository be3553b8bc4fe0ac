namespace Rex.Simulator.Scenarios;

/// <summary>What somebody does to a main workflow.</summary>
internal enum InterventionKind
{
    /// <summary>The Argo Server's operations, as <c>argo</c> or a sensor asks for them. Resume is the plain one, without a selector.</summary>
    Resume,
    Suspend,
    Stop,
    Terminate,
    Retry,

    /// <summary>A merge patch by hand, as <c>kubectl patch workflow --type merge</c> makes it.</summary>
    Patch,

    /// <summary>The finalizers of the task's runs that are being deleted are taken off by hand, as <c>kubectl patch coderun</c> does.</summary>
    Finalize,
}

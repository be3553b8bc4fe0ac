namespace Rex.Core.Remediations.Ordering;

/// <summary>Where a push stands against the last restart of its main workflow.</summary>
internal enum FenceState
{
    /// <summary>The workflow was not restarted for this push, nor for a newer one.</summary>
    Clear,

    /// <summary>The workflow was restarted for this very push.</summary>
    RestartedForThis,

    /// <summary>The workflow was restarted for a newer push, or on this push's commit after it.</summary>
    RestartedForNewer,
}

namespace Rex.Core.Workflows.Restarting;

/// <summary>How a restart stands after its write.</summary>
internal enum RestartState
{
    /// <summary>The controller has not taken the workflow up yet.</summary>
    Waiting,

    /// <summary>The restart node is there anew, and nothing of what was removed is back.</summary>
    UnderWay,

    /// <summary>An operation that began before the hold wrote late: the tree has to be repaired.</summary>
    Disturbed,
}

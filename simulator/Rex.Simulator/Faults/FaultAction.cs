namespace Rex.Simulator.Faults;

/// <summary>What the proxy does with a request that a <see cref="FaultRule"/> matches.</summary>
internal enum FaultAction
{
    /// <summary>Answers with the rule's status and body, and asks nobody.</summary>
    Answer,

    /// <summary>Passes it on after a pause in simulated time.</summary>
    Delay,

    /// <summary>Breaks the connection; the request never arrives.</summary>
    CutBefore,

    /// <summary>Passes it on, then breaks the connection: it took effect, but nobody gets to know.</summary>
    CutAfter,

    /// <summary>The caller's process dies; the request never arrives.</summary>
    CrashBefore,

    /// <summary>The request takes effect, then the caller's process dies without having seen the answer.</summary>
    CrashAfter,

    /// <summary>
    /// The caller's process dies before the first request of each shape (<see cref="RequestShape"/>) and, when that comes again, after it. The
    /// third time it goes through.
    /// </summary>
    CrashAround,

    /// <summary>The caller's process stands still for a time in simulated time, as one that got SIGSTOP; the request leaves after that.</summary>
    PauseBefore,

    /// <summary>The request takes effect, and the caller's process stands still; it gets the answer after that.</summary>
    PauseAfter,
}

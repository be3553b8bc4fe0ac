namespace Rex.Simulator.Fuzzing;

/// <summary>What is demanded of the reading of every body.</summary>
internal enum FuzzDemand
{
    /// <summary>Reading and deciding throw nothing.</summary>
    NothingThrown,

    /// <summary>They allocate no more than <see cref="AllocationBound"/> allows.</summary>
    LittleAllocated,

    /// <summary>What is accepted is, to the reference reader, a push to act on with the same content.</summary>
    AcceptedAsItIs,

    /// <summary>Nothing is accepted unless the delivery it is derived from is, but for what a mutation can mend.</summary>
    NothingOpened,

    /// <summary>A body that only is spelled otherwise gets the answer of the delivery it is derived from.</summary>
    SpellingIsNoMatter,

    /// <summary>What is a push to act on to the reference reader is accepted.</summary>
    NothingLost,
}

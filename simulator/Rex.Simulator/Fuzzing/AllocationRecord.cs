namespace Rex.Simulator.Fuzzing;

/// <summary>How much a body allocated.</summary>
/// <param name="Allocated">In bytes.</param>
/// <param name="Number">The body's number.</param>
internal readonly record struct AllocationRecord(long Allocated, long Number)
{
    /// <summary>The greater one; of equal ones the earlier body's.</summary>
    public AllocationRecord Or(AllocationRecord other) =>
        other.Allocated > Allocated || (other.Allocated == Allocated && other.Number < Number) ? other : this;
}

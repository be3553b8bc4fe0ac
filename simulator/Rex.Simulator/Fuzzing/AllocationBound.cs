namespace Rex.Simulator.Fuzzing;

/// <summary>How much reading a body and deciding about it may allocate.</summary>
/// <remarks>
/// It does not grow with the body: JSON is read where it lies, and a form is decoded into a buffer that is used again for the next one.
/// </remarks>
internal static class AllocationBound
{
    /// <summary>In bytes, for any body: the texts of the fields that are read, and the answer.</summary>
    public const int Bytes = 8 * 1024;
}

namespace Rex.Simulator.Fuzzing;

/// <summary>What is fuzzed: reads bodies and decides about them. Used by several threads at once.</summary>
internal interface IBodyDecider
{
    /// <summary>Reads and decides. What this allocates is held against the bound.</summary>
    /// <returns>The decision, in the decider's own form.</returns>
    object Decide(string? eventType, ReadOnlySpan<byte> body, bool isForm);

    /// <summary>Says what was decided. Nothing here is measured.</summary>
    BodyVerdict Describe(object decision, string? eventType, ReadOnlySpan<byte> body, bool isForm);
}

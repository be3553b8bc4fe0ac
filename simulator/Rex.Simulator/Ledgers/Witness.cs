namespace Rex.Simulator.Ledgers;

/// <summary>
/// What was there immediately before a request was let through, read past the proxy. It makes the order of things on two systems
/// (a run on the cluster, a label on GitHub) a fact instead of a guess from two clocks.
/// </summary>
/// <param name="Objects">Agent runs, their Jobs, and pods.</param>
/// <param name="Labels">Labels of each open pull request, by <c>owner/name#number</c>.</param>
internal sealed record Witness(IReadOnlyList<WitnessedObject> Objects, IReadOnlyDictionary<string, IReadOnlyList<string>> Labels);

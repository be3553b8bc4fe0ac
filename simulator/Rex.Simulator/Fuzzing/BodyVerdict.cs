namespace Rex.Simulator.Fuzzing;

/// <summary>What was decided about a body.</summary>
/// <param name="Decision"><c>Accepted</c>, or the reason why it was ignored.</param>
/// <param name="Push">The push, where it was accepted.</param>
internal sealed record BodyVerdict(string Decision, AcceptedPush? Push);

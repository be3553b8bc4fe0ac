using Rex.Simulator.Fuzzing;

namespace Rex.Simulator.Tests.Fuzzing;

/// <summary>Rex with a fault, to see that fuzzing notices it.</summary>
internal sealed class FaultyDecider : IBodyDecider
{
    /// <summary>Happens before each decision, with the body's length.</summary>
    public Action<int> Before { get; init; } = _ => { };

    /// <summary>Changes what was decided about a body.</summary>
    public Func<BodyVerdict, byte[], BodyVerdict> After { get; init; } = (verdict, _) => verdict;

    public object Decide(string? eventType, ReadOnlySpan<byte> body, bool isForm)
    {
        Before(body.Length);
        return Fuzzed.Rex.Decide(eventType, body, isForm);
    }

    public BodyVerdict Describe(object decision, string? eventType, ReadOnlySpan<byte> body, bool isForm) =>
        After(Fuzzed.Rex.Describe(decision, eventType, body, isForm), body.ToArray());
}

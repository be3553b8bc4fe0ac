using System.Diagnostics.CodeAnalysis;

namespace Rex.Core.Pushes;

/// <summary>What became of reading a delivery's body: a push event, or what was wrong with the body.</summary>
public sealed class PushParseResult
{
    private PushParseResult(PushEvent? pushEvent, string? problem)
    {
        Event = pushEvent;
        Problem = problem;
    }

    /// <summary>Whether the body was a readable push.</summary>
    [MemberNotNullWhen(true, nameof(Event))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsRead => Event is not null;

    /// <summary>The event, where the body was readable.</summary>
    public PushEvent? Event { get; }

    /// <summary>What was wrong, where it was not. It names fields and positions, and repeats nothing of the body.</summary>
    public string? Problem { get; }

    /// <summary>The body was readable.</summary>
    /// <param name="pushEvent">What was read.</param>
    /// <returns>The result.</returns>
    internal static PushParseResult Read(PushEvent pushEvent) => new(pushEvent, null);

    /// <summary>The body was not readable.</summary>
    /// <param name="problem">What was wrong.</param>
    /// <returns>The result.</returns>
    internal static PushParseResult Malformed(string problem) => new(null, problem);
}

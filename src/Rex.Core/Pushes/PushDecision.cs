using System.Diagnostics.CodeAnalysis;
using Rex.Core.Remediations;

namespace Rex.Core.Pushes;

/// <summary>What was decided about a delivery: a push to act on, or the reason why it is none of Rex's business.</summary>
public sealed record PushDecision
{
    // Most pushes that are accepted have their message read by nobody.
    private readonly string? message;

    private PushDecision(Push? push, ReasonCode? reason, string? message)
    {
        Push = push;
        Reason = reason;
        this.message = message;
    }

    /// <summary>Whether Rex acts on it.</summary>
    [MemberNotNullWhen(true, nameof(Push))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsAccepted => Push is not null;

    /// <summary>The push, where it was accepted.</summary>
    public Push? Push { get; }

    /// <summary>Why it was ignored, where it was: the first check that failed.</summary>
    public ReasonCode? Reason { get; }

    /// <summary>The decision in one sentence for people.</summary>
    public string Message => message ?? $"The push to {Push!.Branch} of {Push.Repository} is about task {Push.Task}.";

    /// <summary>Rex acts on a push.</summary>
    /// <param name="push">The push.</param>
    /// <returns>The decision.</returns>
    internal static PushDecision Accepted(Push push) => new(push, null, null);

    /// <summary>Rex leaves a delivery alone.</summary>
    /// <param name="reason">The check that failed.</param>
    /// <param name="message">What failed, in one sentence.</param>
    /// <returns>The decision.</returns>
    internal static PushDecision Ignored(ReasonCode reason, string message) => new(null, reason, message);
}

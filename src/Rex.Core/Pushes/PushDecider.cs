using Rex.Core.Remediations;

namespace Rex.Core.Pushes;

/// <summary>Decides whether a delivery is a push that Rex acts on. Pure: the same delivery always gets the same decision.</summary>
/// <param name="policy">Which pushes are Rex's business.</param>
/// <remarks>
/// The checks come in the order of <see cref="ReasonCode"/>: NotAPush, Malformed, RepositoryNotWatched, NotABranch, BranchDeleted,
/// NotATaskBranch, SenderNotAllowed. The first that fails ends it. Every doubt ends as ignored, never as a wider action.
/// </remarks>
public sealed class PushDecider(PushPolicy policy)
{
    /// <summary>The value of <c>X-GitHub-Event</c> that pushes have.</summary>
    public const string PushEventType = "push";

    /// <summary>Decides about a delivery as it came in.</summary>
    /// <param name="eventType">The header <c>X-GitHub-Event</c>; <c>null</c> where there was none, which is no push.</param>
    /// <param name="body">The raw body.</param>
    /// <param name="contentType">How the payload is encoded in it.</param>
    /// <returns>The decision; the body of another event is not looked at.</returns>
    public PushDecision Decide(string? eventType, ReadOnlySpan<byte> body, PushContentType contentType) =>
        IsPush(eventType) ? Decide(PushParser.Parse(body, contentType)) : NotAPush();

    /// <summary>Decides about a delivery whose body has been read.</summary>
    /// <param name="eventType">The header <c>X-GitHub-Event</c>; <c>null</c> where there was none, which is no push.</param>
    /// <param name="parsed">What became of reading the body.</param>
    /// <returns>The decision.</returns>
    public PushDecision Decide(string? eventType, PushParseResult parsed) => IsPush(eventType) ? Decide(parsed) : NotAPush();

    /// <summary>Decides about what was read of a <c>push</c> delivery.</summary>
    /// <param name="push">The event.</param>
    /// <returns>The decision.</returns>
    public PushDecision Decide(PushEvent push)
    {
        if (!policy.Watches(push.Repository))
        {
            return PushDecision.Ignored(ReasonCode.RepositoryNotWatched, $"The repository {push.Repository} is not watched.");
        }

        if (!BranchName.TryParseRef(push.Ref, out var branch))
        {
            return PushDecision.Ignored(ReasonCode.NotABranch, "The pushed reference is not a branch.");
        }

        if (push.Deleted || push.After.IsZero)
        {
            return PushDecision.Ignored(ReasonCode.BranchDeleted, $"The push deleted the branch {branch}.");
        }

        if (policy.TaskOf(branch) is not { } task)
        {
            return PushDecision.Ignored(ReasonCode.NotATaskBranch, $"The branch {branch} is not named after a task.");
        }

        if (!policy.Allows(push.SenderLogin, push.SenderType))
        {
            return PushDecision.Ignored(ReasonCode.SenderNotAllowed, "The sender is not in the list of allowed senders.");
        }

        return PushDecision.Accepted(
            new Push
            {
                RepositoryId = push.RepositoryId,
                Repository = push.Repository,
                Branch = branch,
                Task = task,
                Before = push.Before,
                After = push.After,
                PushedAt = push.PushedAt,
            }
        );
    }

    private static bool IsPush(string? eventType) => string.Equals(eventType, PushEventType, StringComparison.Ordinal);

    private static PushDecision NotAPush() => PushDecision.Ignored(ReasonCode.NotAPush, "The delivery is not a push event.");

    private PushDecision Decide(PushParseResult parsed) =>
        parsed.IsRead ? Decide(parsed.Event) : PushDecision.Ignored(ReasonCode.Malformed, parsed.Problem);
}

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

    private static readonly PushDecision OtherEvent = Ignored(ReasonCode.NotAPush, "The delivery is not a push event.");
    private static readonly PushDecision NotWatched = Ignored(ReasonCode.RepositoryNotWatched, "The repository is not watched.");
    private static readonly PushDecision NotABranch = Ignored(ReasonCode.NotABranch, "The pushed reference is not a branch.");
    private static readonly PushDecision Deleted = Ignored(ReasonCode.BranchDeleted, "The push deleted the branch.");
    private static readonly PushDecision NotATask = Ignored(ReasonCode.NotATaskBranch, "The branch is not named after a task.");

    /// <summary>Decides about a delivery as it came in.</summary>
    /// <param name="eventType">The header <c>X-GitHub-Event</c>; <c>null</c> where there was none, which is no push.</param>
    /// <param name="body">The raw body.</param>
    /// <param name="contentType">How the payload is encoded in it.</param>
    /// <returns>The decision; the body of another event is not looked at.</returns>
    /// <remarks>
    /// Most pushes are to branches of no task. Nothing is allocated for these, nor for those to other repositories, of tags and of
    /// deletions: their decisions are made beforehand, and their messages name nothing.
    /// </remarks>
    public PushDecision Decide(string? eventType, ReadOnlySpan<byte> body, PushContentType contentType)
    {
        if (!IsPush(eventType))
        {
            return OtherEvent;
        }

        Span<char> buffer = stackalloc char[PushParser.MaxTextBytes];
        using var payload = PushPayload.Of(body, contentType);
        return PushParser.Read(payload, buffer, out var fields) is { } problem
            ? Ignored(ReasonCode.Malformed, problem)
            : DecideWhereItLies(fields, buffer) ?? Decide(fields.ToEvent(buffer));
    }

    /// <summary>Decides about a delivery whose body has been read.</summary>
    /// <param name="eventType">The header <c>X-GitHub-Event</c>; <c>null</c> where there was none, which is no push.</param>
    /// <param name="parsed">What became of reading the body.</param>
    /// <returns>The decision.</returns>
    internal PushDecision Decide(string? eventType, PushParseResult parsed) => IsPush(eventType) ? Decide(parsed) : OtherEvent;

    /// <summary>Decides about what was read of a <c>push</c> delivery.</summary>
    /// <param name="push">The event.</param>
    /// <returns>The decision.</returns>
    internal PushDecision Decide(PushEvent push)
    {
        if (!policy.Watches(push.Repository))
        {
            return Ignored(ReasonCode.RepositoryNotWatched, $"The repository {push.Repository} is not watched.");
        }

        if (!BranchName.TryParseRef(push.Ref, out var branch))
        {
            return Ignored(ReasonCode.NotABranch, "The pushed reference is not a branch.");
        }

        if (push.Deleted || push.After.IsZero)
        {
            return Ignored(ReasonCode.BranchDeleted, $"The push deleted the branch {branch}.");
        }

        if (policy.TaskOf(branch) is not { } task)
        {
            return Ignored(ReasonCode.NotATaskBranch, $"The branch {branch} is not named after a task.");
        }

        if (!policy.Allows(push.SenderLogin, push.SenderType))
        {
            return Ignored(ReasonCode.SenderNotAllowed, "The sender is not in the list of allowed senders.");
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

    private static PushDecision Ignored(ReasonCode reason, string message) => PushDecision.Ignored(reason, message);

    private PushDecision Decide(PushParseResult parsed) =>
        parsed.IsRead ? Decide(parsed.Event) : Ignored(ReasonCode.Malformed, parsed.Problem);

    /// <summary>The checks up to that of the branch's name, in the same order, on what has not been copied.</summary>
    /// <returns>The decision; <c>null</c> where the push may be one to act on.</returns>
    private PushDecision? DecideWhereItLies(in PushFields push, Span<char> buffer)
    {
        _ = push.Repository.TryDecode(buffer, out var repository);
        if (!policy.Watches(repository))
        {
            return NotWatched;
        }

        _ = push.Ref.TryDecode(buffer, out var reference);
        return !BranchName.TryNameOf(reference, out var branch) ? NotABranch
            : push.Deleted || push.AfterIsZero ? Deleted
            : policy.MayBeTask(branch) ? null
            : NotATask;
    }
}

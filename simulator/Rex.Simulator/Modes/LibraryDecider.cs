using Rex.Core.Pushes;
using Rex.Simulator.Fuzzing;

namespace Rex.Simulator.Modes;

/// <summary>Rex's own reading of bodies and deciding about them, as an application uses it.</summary>
/// <param name="repository">The watched repository.</param>
/// <param name="sender">The sender whose pushes count.</param>
internal sealed class LibraryDecider(string repository, string sender) : IBodyDecider
{
    private readonly PushDecider decider = new(new PushPolicy(new PushOptions { Repositories = [repository], AllowedSenders = [sender] }));

    public object Decide(string? eventType, ReadOnlySpan<byte> body, bool isForm) => decider.Decide(eventType, body, ContentType(isForm));

    public BodyVerdict Describe(object decision, string? eventType, ReadOnlySpan<byte> body, bool isForm)
    {
        var decided = (PushDecision)decision;
        if (!decided.IsAccepted)
        {
            return new BodyVerdict(decided.Reason.Value.ToString(), null);
        }

        var push = decided.Push;
        // The push does not keep who sent it; what the parser read of it does.
        var sender = PushParser.Parse(body, ContentType(isForm)).Event!.SenderLogin;
        return new BodyVerdict(
            "Accepted",
            new AcceptedPush(
                push.Repository.FullName,
                push.RepositoryId,
                push.Branch.Ref,
                push.Before.Value,
                push.After.Value,
                sender,
                push.Task.Value,
                push.PushedAt.ToUnixTimeSeconds()
            )
        );
    }

    private static PushContentType ContentType(bool isForm) => isForm ? PushContentType.Form : PushContentType.Json;
}

using Rex.Core.Pushes;

namespace Rex.Core.Remediations;

/// <summary>One push accepted for one task, and everything done for it. The ledger holds one of these for each accepted push.</summary>
/// <param name="Id">The identity of the push.</param>
/// <param name="Push">The facts of the push.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Status">What has been done so far.</param>
/// <param name="DeliveryId">GitHub's id of the delivery that brought it: for the audit trail, and for a step that is tried again to know its own.</param>
/// <param name="ResourceVersion">The version of the ledger's entry this was read from; null before it is in the ledger.</param>
/// <param name="TraceParent">The trace of the delivery that brought it (W3C <c>traceparent</c>), for traces only.</param>
public sealed record Remediation(
    RemediationId Id,
    Push Push,
    DateTimeOffset AcceptedAt,
    RemediationStatus Status,
    string? DeliveryId = null,
    string? ResourceVersion = null,
    string? TraceParent = null
)
{
    /// <summary>The UID of the ledger's entry, which no other one ever has; null before it is in the ledger, and where a ledger gives none.</summary>
    public string? Uid { get; init; }

    /// <summary>The task it is for.</summary>
    public TaskKey Task => new(Push.RepositoryId, Push.Task);

    /// <summary>Whether it has ended for good or for now.</summary>
    public bool HasEnded => Status.Phase is not (RemediationPhase.Accepted or RemediationPhase.Running);

    /// <summary>What a push becomes that is accepted now.</summary>
    /// <param name="push">The push.</param>
    /// <param name="delivery">The delivery that brought it.</param>
    /// <param name="at">The time.</param>
    public static Remediation Accept(Push push, Delivery delivery, DateTimeOffset at) =>
        new(push.Id, push, at, RemediationStatus.Accepted, delivery.DeliveryId) { TraceParent = delivery.TraceParent };

    /// <summary>
    /// Whether it has to be taken up once more before a newer one plans. A restart that was made and not seen through may have left the tree
    /// disturbed, and only its own remediation has the record to put it right; whatever it failed by then may be mended by now. Once for each try of the
    /// newer one, so that it cannot keep that from its own.
    /// </summary>
    public bool HasToBeSeenThroughBefore(Remediation newer) =>
        Status is { Phase: RemediationPhase.Failed, Restart: not null }
        && (Status.FinishedAt < newer.AcceptedAt || Status.FinishedAt < newer.Status.FinishedAt);
}

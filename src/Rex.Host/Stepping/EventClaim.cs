using Rex.Core.Remediations;
using Rex.Core.Remediations.Running;
using Rex.Host.Commands;

namespace Rex.Host.Stepping;

/// <summary>
/// Makes a push durable, as the webhook receiver does, and tells a second delivery of it from the next try of a step that died: nobody else would go
/// on where that one was.
/// </summary>
internal sealed class EventClaim(RemediationRunnerFactory factory)
{
    /// <summary>Decides about a delivery and claims it.</summary>
    /// <returns>The ledger's entry to work on; or how it ended: ignored, or a duplicate.</returns>
    public async Task<(Remediation? Entry, StepResult? End)> TakeAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (entry, known, end) = await FindAsync(delivery, add: true, cancellationToken);
        return end is not null ? (null, end)
            : entry is not null ? (entry, null)
            : IsContinued(known!, delivery) ? (known, null)
            : (null, Duplicate(known!));
    }

    /// <summary>The entry that a delivery brought about, or went on with; null where it was ignored, is a duplicate, or got nowhere.</summary>
    public async Task<(Remediation? Entry, StepResult? End)> LookAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (_, known, end) = await FindAsync(delivery, add: false, cancellationToken);
        return end is not null || known is null ? (null, end)
            : delivery.DeliveryId is not null && known.DeliveryId == delivery.DeliveryId ? (known, null)
            : (null, Duplicate(known));
    }

    private async Task<(Remediation? Added, Remediation? Known, StepResult? End)> FindAsync(
        Delivery delivery,
        bool add,
        CancellationToken cancellationToken
    )
    {
        var decision = factory.CreateDecider().Decide(delivery.EventType, delivery.Body.Span, delivery.ContentType);
        if (decision.Push is not { } push)
        {
            var code = decision.Reason == ReasonCode.Malformed ? ExitCode.BadInput : ExitCode.Done;
            return (null, null, new StepResult(StepDecision.Ignored, code, decision.Reason, decision.Message, null));
        }

        var accepted = Remediation.Accept(push, delivery, factory.Time.GetUtcNow());
        if (add && await factory.Store.TryAddAsync(accepted, cancellationToken) is { } added)
        {
            return (added, null, null);
        }

        var known = await factory.Store.GetAsync(push.Id, cancellationToken);
        return known is null && add
            ? throw new PlatformException(ReasonCode.Conflict, $"The Remediation {push.Id} is gone again.")
            : (null, known, null);
    }

    /// <summary>
    /// Whether the entry is this delivery's, or one that nobody has begun with. A redelivery has the same id as the delivery; where its remediation is
    /// at work both go on with it, which the steps stand, being re-entrant.
    /// </summary>
    private static bool IsContinued(Remediation known, Delivery delivery) =>
        SingleStep.CanGoOn(known)
        && (
            (delivery.DeliveryId is not null && known.DeliveryId == delivery.DeliveryId)
            || !SingleStep.IsDone(known, StepName.ValidateEvent)
        );

    private static StepResult Duplicate(Remediation known) =>
        new(
            StepDecision.Duplicate,
            ExitCode.Done,
            ReasonCode.Duplicate,
            $"{known.Id} was accepted before ({known.Status.Phase}, {known.Status.Reason?.ToString() ?? "no reason yet"}).",
            known
        );
}

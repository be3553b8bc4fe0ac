using System.Diagnostics;
using Rex.Host.Receiving;

namespace Rex.Host.Observing;

/// <summary>One delivery from its first byte to its answer: the root of the trace of what it becomes.</summary>
internal sealed class DeliveryTrace : IDisposable
{
    private readonly RexInstruments instruments;
    private readonly TimeProvider time;
    private readonly Activity? activity;

    /// <param name="delivery">GitHub's id of the delivery; null where it has none.</param>
    /// <param name="instruments">What is measured with.</param>
    /// <param name="time">The clock.</param>
    public DeliveryTrace(string? delivery, RexInstruments instruments, TimeProvider time)
    {
        (this.instruments, this.time) = (instruments, time);
        activity = instruments.Activities.StartDetached("rex.delivery", ActivityKind.Server, default, time.GetUtcNow());
        activity?.SetTag(TagNames.Delivery, delivery);
    }

    /// <summary>The trace (W3C <c>traceparent</c>); null where nobody listens.</summary>
    public string? Id => activity?.Id;

    /// <summary>It is answered.</summary>
    public void Answered(WebhookAnswer answer)
    {
        instruments.Delivered(answer.Result, answer.Reason);
        activity?.SetTag(TagNames.Result, answer.Result);
        activity?.SetTag(TagNames.Reason, answer.Reason);
        activity?.SetTag(TagNames.Remediation, answer.Remediation);
        if (answer.Result == WebhookAnswer.Refused)
        {
            activity?.SetStatus(ActivityStatusCode.Error, answer.Reason);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => activity?.StopDetached(time.GetUtcNow());
}

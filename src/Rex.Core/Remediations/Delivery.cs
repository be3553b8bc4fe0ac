using Rex.Core.Pushes;

namespace Rex.Core.Remediations;

/// <summary>One webhook delivery as it came in, its signature checked before.</summary>
/// <param name="EventType">The header <c>X-GitHub-Event</c>.</param>
/// <param name="ContentType">What the body is.</param>
/// <param name="Body">The raw body.</param>
/// <param name="DeliveryId">The header <c>X-GitHub-Delivery</c>, for the audit trail only.</param>
/// <param name="TraceParent">The trace in which it was received (W3C <c>traceparent</c>), for traces only.</param>
public sealed record Delivery(
    string? EventType,
    PushContentType ContentType,
    ReadOnlyMemory<byte> Body,
    string? DeliveryId,
    string? TraceParent = null
);

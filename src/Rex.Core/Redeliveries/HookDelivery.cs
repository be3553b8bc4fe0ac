namespace Rex.Core.Redeliveries;

/// <summary>One attempt of GitHub to deliver an event, as GitHub lists it.</summary>
/// <param name="Id">The attempt's own number.</param>
/// <param name="DeliveryId">The id (<c>X-GitHub-Delivery</c>): the same for all attempts at it.</param>
/// <param name="DeliveredAt">When it was made.</param>
/// <param name="Event">The event's type, <c>push</c> say.</param>
/// <param name="StatusCode">The HTTP status that it was answered with; what GitHub shows where there was no answer is no 2xx either.</param>
public sealed record HookDelivery(long Id, string DeliveryId, DateTimeOffset DeliveredAt, string Event, int StatusCode)
{
    /// <summary>Whether it was taken.</summary>
    public bool IsTaken => StatusCode is >= 200 and <= 299;
}

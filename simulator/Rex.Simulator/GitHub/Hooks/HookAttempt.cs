using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub.Hooks;

/// <summary>One attempt at a delivery, as GitHub keeps it.</summary>
/// <param name="Id">Its own number.</param>
/// <param name="DeliveryId">The delivery's id, the same for all attempts at it.</param>
/// <param name="Repository">The repository (<c>owner/name</c>) whose hook it is of.</param>
/// <param name="Event">The event's type.</param>
/// <param name="At">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="IsRedelivery">Whether somebody asked for it.</param>
/// <param name="StatusCode">How it was answered; 502 where nobody did.</param>
internal sealed record HookAttempt(
    long Id,
    string DeliveryId,
    string Repository,
    string Event,
    DateTimeOffset At,
    TimeSpan Duration,
    bool IsRedelivery,
    int StatusCode
)
{
    public bool IsTaken => StatusCode is >= 200 and <= 299;

    /// <summary>As the list of deliveries shows it.</summary>
    public JsonObject Render(long repositoryId) =>
        new()
        {
            ["id"] = Id,
            ["guid"] = DeliveryId,
            ["delivered_at"] = At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["redelivery"] = IsRedelivery,
            ["duration"] = Math.Round(Duration.TotalSeconds, 2),
            ["status"] = StatusCode switch
            {
                >= 200 and <= 299 => "OK",
                502 => "failed to connect to host",
                504 => "timed out",
                _ => string.Create(CultureInfo.InvariantCulture, $"Invalid HTTP Response: {StatusCode}"),
            },
            ["status_code"] = StatusCode,
            ["event"] = Event,
            ["action"] = null,
            ["installation_id"] = null,
            ["repository_id"] = repositoryId,
            ["throttled_at"] = null,
        };
}

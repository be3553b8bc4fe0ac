namespace Rex.Adapters.GitHub;

/// <summary>One attempt at a delivery in GitHub's list.</summary>
internal sealed record GitHubDelivery(long Id, string Guid, DateTimeOffset DeliveredAt, string Event, int StatusCode) : IGitHubItem
{
    /// <inheritdoc/>
    public static string Description => "a list of deliveries";

    /// <inheritdoc/>
    public bool IsSound => Id > 0 && Guid.Length > 0;
}

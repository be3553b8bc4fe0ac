namespace Rex.Benchmarks.Pushes.Peer;

/// <summary>A user, an app or an organisation.</summary>
internal sealed record AccountModel
{
    public string? Login { get; init; }

    public long Id { get; init; }

    public string? NodeId { get; init; }

    public string? AvatarUrl { get; init; }

    public string? Url { get; init; }

    public string? HtmlUrl { get; init; }

    public string? ReposUrl { get; init; }

    public string? EventsUrl { get; init; }

    public string? Type { get; init; }

    public bool SiteAdmin { get; init; }
}

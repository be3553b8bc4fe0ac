namespace Rex.Host.Leading;

/// <summary>How replicas agree on the one that works. In the settings: <c>Rex:Leadership</c>.</summary>
internal sealed record LeadershipOptions
{
    /// <summary>Whether a Lease is asked for at all. Without it each replica works: safe, since the ledger and every write are fenced, but of no use. Default yes.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The Lease's name, in the namespace of the Remediations. Default <c>rex</c>.</summary>
    public string Lease { get; init; } = "rex";

    /// <summary>How long the Lease lasts when it is not renewed. Default 15 seconds.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After which time without a renewal the leader stops working. Default 10 seconds.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is renewed, or asked for. Default 2 seconds.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);
}

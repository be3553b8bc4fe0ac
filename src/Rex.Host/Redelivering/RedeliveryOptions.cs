using Rex.Core.Redeliveries;

namespace Rex.Host.Redelivering;

/// <summary>How pushes are found that GitHub could not deliver. In the settings: <c>Rex:Redelivery</c>.</summary>
internal sealed record RedeliveryOptions
{
    /// <summary>
    /// The hooks whose failed deliveries are asked for again: <c>app</c>, or <c>repos/owner/name/hooks/number</c>. The token has to be allowed to read and write
    /// the repository's webhooks. <c>null</c> is <c>app</c> where Rex logs in as an App, else none; an empty list is none.
    /// </summary>
    public IReadOnlyList<string>? Hooks { get; init; }

    /// <summary>How often GitHub's list is read, after the first time at the start. Default 5 minutes.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Up to which age a delivery is asked for again. Default 3 days, which is how long GitHub keeps them, and the most.</summary>
    public TimeSpan MaxAge { get; init; } = GitHubHook.KeepsDeliveriesFor;
}

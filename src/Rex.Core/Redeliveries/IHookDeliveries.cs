namespace Rex.Core.Redeliveries;

/// <summary>What GitHub knows of its deliveries: it keeps them for three days. Failures come as <see cref="Remediations.PlatformException"/>.</summary>
public interface IHookDeliveries
{
    /// <summary>The attempts at deliveries of a hook, the newest first. More are asked for only while somebody reads on.</summary>
    IAsyncEnumerable<HookDelivery> ListAsync(GitHubHook hook, CancellationToken cancellationToken);

    /// <summary>Has GitHub deliver something once more. It does so on its own time: that it was asked says nothing about how that ends.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="id">The number of an attempt.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task RedeliverAsync(GitHubHook hook, long id, CancellationToken cancellationToken);
}

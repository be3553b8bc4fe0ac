using System.Runtime.CompilerServices;
using Rex.Core.Redeliveries;
using Rex.Core.Remediations;

namespace Rex.Host.Tests.Testing;

/// <summary>A hook whose deliveries a test writes down.</summary>
internal sealed class ListedDeliveries : IHookDeliveries
{
    private readonly List<HookDelivery> _all = [];

    public List<long> Asked { get; } = [];

    public int Read { get; set; }

    public PlatformException? Failure { get; set; }

    public long Refused { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    public void Add(long id, DateTimeOffset at, int status) =>
        _all.Add(new HookDelivery(id, string.Create(null, $"delivery {id}"), at, "push", status));

    public async IAsyncEnumerable<HookDelivery> ListAsync(GitHubHook hook, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var delivery in _all.OrderByDescending(delivery => delivery.DeliveredAt))
        {
            Read++;
            yield return Failure is null ? delivery : throw Failure;
        }
    }

    public Task RedeliverAsync(GitHubHook hook, long id, CancellationToken cancellationToken)
    {
        if (id == Refused)
        {
            throw new PlatformException(ReasonCode.AccessLost, "Not found.", RetryAfter);
        }

        Asked.Add(id);
        return Task.CompletedTask;
    }
}

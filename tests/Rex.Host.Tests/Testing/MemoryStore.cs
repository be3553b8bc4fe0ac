using System.Collections.Concurrent;
using Rex.Core.Remediations;

namespace Rex.Host.Tests.Testing;

/// <summary>A ledger in memory that can be made to fail, or to keep whoever adds to it waiting. Whoever lists it gets no work.</summary>
internal sealed class MemoryStore : IRemediationStore
{
    private readonly ConcurrentDictionary<RemediationId, Remediation> entries = new();

    /// <summary>What adding and reading throws; null for nothing.</summary>
    public PlatformException? Failure { get; set; }

    /// <summary>What adding waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Released by each one who begins to add.</summary>
    public SemaphoreSlim Adding { get; } = new(0);

    public IReadOnlyCollection<Remediation> Entries => [.. entries.Values];

    public async Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        Adding.Release();
        await Gate;
        ThrowIfAway();
        return entries.TryAdd(remediation.Id, remediation) ? remediation : null;
    }

    public Task<Remediation?> GetAsync(RemediationId id, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult(entries.GetValueOrDefault(id));
    }

    public Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        return Task.FromResult<IReadOnlyList<Remediation>>([]);
    }

    public Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        var isNewest = entries[remediation.Id].ResourceVersion == remediation.ResourceVersion;
        if (isNewest)
        {
            entries[remediation.Id] = remediation with { ResourceVersion = $"{remediation.ResourceVersion}+" };
        }

        return Task.FromResult(isNewest ? entries[remediation.Id] : null);
    }

    public Task RemoveAsync(Remediation remediation, CancellationToken cancellationToken)
    {
        entries.TryRemove(remediation.Id, out _);
        return Task.CompletedTask;
    }

    public void Put(Remediation remediation) => entries[remediation.Id] = remediation;

    private void ThrowIfAway()
    {
        if (Failure is { } failure)
        {
            throw failure;
        }
    }
}

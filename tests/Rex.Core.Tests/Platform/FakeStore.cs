using System.Globalization;
using Rex.Core.Remediations;

namespace Rex.Core.Tests.Platform;

/// <summary>The ledger in memory, with versions as the API server has them.</summary>
internal sealed class FakeStore(PortCalls calls) : IRemediationStore
{
    private readonly Dictionary<RemediationId, Remediation> _entries = [];
    private int _version;

    /// <summary>All entries.</summary>
    public IReadOnlyCollection<Remediation> All => _entries.Values;

    /// <summary>The entry as it is.</summary>
    public Remediation this[RemediationId id] => _entries[id];

    /// <summary>Puts an entry there, or changes it as another process does.</summary>
    public Remediation Put(Remediation remediation)
    {
        var version = (++_version).ToString(CultureInfo.InvariantCulture);
        var entry = remediation with { ResourceVersion = version, Uid = remediation.Uid ?? $"uid-{version}" };
        _entries[entry.Id] = entry;
        return entry;
    }

    /// <summary>Takes an entry away.</summary>
    public void Remove(RemediationId id) => _entries.Remove(id);

    public Task<Remediation?> TryAddAsync(Remediation remediation, CancellationToken cancellationToken) =>
        calls.MakeAsync(
            Call.AddRemediation,
            remediation.Id.Value,
            () => _entries.ContainsKey(remediation.Id) ? null : Put(remediation),
            cancellationToken
        );

    public Task<Remediation?> GetAsync(RemediationId id, CancellationToken cancellationToken) =>
        calls.MakeAsync(Call.GetRemediation, id.Value, () => _entries.GetValueOrDefault(id), cancellationToken);

    public Task<IReadOnlyList<Remediation>> ListAsync(TaskKey? task, CancellationToken cancellationToken) =>
        calls.MakeAsync<IReadOnlyList<Remediation>>(
            Call.ListRemediations,
            task is null ? "all" : "task",
            () => [.. _entries.Values.Where(one => task is null || one.Task == task)],
            cancellationToken
        );

    public Task<Remediation?> TryUpdateStatusAsync(Remediation remediation, CancellationToken cancellationToken) =>
        calls.MakeAsync(
            Call.UpdateStatus,
            remediation.Id.Value,
            () =>
                _entries.TryGetValue(remediation.Id, out var entry) && entry.ResourceVersion == remediation.ResourceVersion
                    ? Put(entry with { Status = remediation.Status })
                    : null,
            cancellationToken
        );

    public Task RemoveAsync(Remediation remediation, CancellationToken cancellationToken) =>
        calls.MakeAsync(
            Call.RemoveRemediation,
            remediation.Id.Value,
            () =>
                _entries.TryGetValue(remediation.Id, out var entry)
                && entry.ResourceVersion == remediation.ResourceVersion
                && _entries.Remove(remediation.Id),
            cancellationToken
        );
}

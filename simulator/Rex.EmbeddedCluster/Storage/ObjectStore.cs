using System.Collections.Immutable;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Storage;

/// <summary>
/// All objects of the cluster under one revision counter, which stands for etcd. One lock: a write's decision is made inside it, from the newest version, so
/// that no write is lost; readers take immutable snapshots and never hold it while they work.
/// </summary>
internal sealed class ObjectStore(int historyLimit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ResourceName, ResourceTable> _tables = [];
    private long _revision = 1;

    /// <summary>Raised inside the lock after every write; handlers must only take note.</summary>
    public event Action<Change>? Written;

    public StoredObject? Get(ResourceName resource, ObjectKey key)
    {
        lock (_gate)
        {
            return Table(resource).Objects.GetValueOrDefault(key);
        }
    }

    /// <summary>Gets a resource's objects now, and the revision of the store.</summary>
    public (ImmutableSortedDictionary<ObjectKey, StoredObject> Objects, long Revision) Snapshot(ResourceName resource)
    {
        lock (_gate)
        {
            return (Table(resource).Objects, _revision);
        }
    }

    /// <summary>Gets a resource's objects as they were at a revision; null where that is forgotten.</summary>
    public ImmutableSortedDictionary<ObjectKey, StoredObject>? SnapshotAt(ResourceName resource, long revision)
    {
        lock (_gate)
        {
            return Table(resource).ObjectsAt(revision);
        }
    }

    public long Revision
    {
        get
        {
            lock (_gate)
            {
                return _revision;
            }
        }
    }

    /// <summary>Reads, decides and writes as one step.</summary>
    /// <param name="resource">The object's resource.</param>
    /// <param name="key">The object.</param>
    /// <param name="decide">Gets the newest version, or null; an exception from it leaves everything as it was.</param>
    /// <returns>The version after the write: the unchanged one for a write that changes nothing, the last one for a removal.</returns>
    public StoredObject Write(ResourceName resource, ObjectKey key, Func<StoredObject?, WriteDecision> decide)
    {
        lock (_gate)
        {
            var table = Table(resource);
            var existing = table.Objects.GetValueOrDefault(key);
            switch (decide(existing))
            {
                case WriteDecision.Put put:
                    if (existing is not null && IsSame(existing.Content, put.Content))
                    {
                        return existing;
                    }

                    return Apply(table, existing is null ? ChangeType.Added : ChangeType.Modified, resource, key, put.Content, existing);
                case WriteDecision.Remove remove:
                    if (remove.MarkedFirst && !IsSame(existing!.Content, remove.Content))
                    {
                        existing = Apply(table, ChangeType.Modified, resource, key, remove.Content, existing);
                    }

                    return Apply(table, ChangeType.Deleted, resource, key, remove.Content, existing);
                default:
                    return existing!;
            }
        }
    }

    /// <summary>Gets what a watch has to send next.</summary>
    public WatchBatch ChangesAfter(ResourceName resource, long revision)
    {
        lock (_gate)
        {
            var table = Table(resource);
            return revision < table.CompactedUpTo
                ? new WatchBatch([], _revision, table.NextChange.Task, table.CompactedUpTo)
                : new WatchBatch(table.ChangesAfter(revision), _revision, table.NextChange.Task, null);
        }
    }

    /// <summary>Forgets all history up to now, as etcd's compaction does.</summary>
    public void Compact()
    {
        lock (_gate)
        {
            foreach (var table in _tables.Values)
            {
                table.Compact(_revision);
            }
        }
    }

    private static bool IsSame(JsonMap existing, JsonMap content) =>
        JsonData.DeepEquals(existing, content.WithMetadata("resourceVersion", existing.At("metadata", "resourceVersion")));

    private StoredObject Apply(
        ResourceTable table,
        ChangeType type,
        ResourceName resource,
        ObjectKey key,
        JsonMap content,
        StoredObject? existing
    )
    {
        var stored = new StoredObject(resource, key, content, ++_revision);
        table.Apply(type, stored, existing, historyLimit);
        Written?.Invoke(new Change(type, stored, existing, table.Objects));
        return stored;
    }

    private ResourceTable Table(ResourceName resource)
    {
        if (!_tables.TryGetValue(resource, out var table))
        {
            _tables[resource] = table = new ResourceTable();
        }

        return table;
    }
}

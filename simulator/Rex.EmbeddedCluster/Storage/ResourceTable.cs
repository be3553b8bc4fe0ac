using System.Collections.Immutable;

namespace Rex.Embedded.Storage;

/// <summary>The objects of one resource and the latest changes to them. Guarded by the store's lock.</summary>
internal sealed class ResourceTable
{
    private readonly List<Change> _changes = [];
    private int _dropped;

    /// <summary>Gets all objects, sorted by namespace and name.</summary>
    public ImmutableSortedDictionary<ObjectKey, StoredObject> Objects { get; private set; } =
        ImmutableSortedDictionary<ObjectKey, StoredObject>.Empty;

    /// <summary>Gets the revision up to which changes are forgotten.</summary>
    public long CompactedUpTo { get; private set; }

    /// <summary>Gets the signal that completes at the next change.</summary>
    public TaskCompletionSource NextChange { get; private set; } = NewSignal();

    public void Apply(ChangeType type, StoredObject current, StoredObject? previous, int historyLimit)
    {
        Objects = type == ChangeType.Deleted ? Objects.Remove(current.Key) : Objects.SetItem(current.Key, current);
        _changes.Add(new Change(type, current, previous, Objects));
        if (_changes.Count - _dropped > historyLimit)
        {
            CompactedUpTo = _changes[_dropped].Revision;
            _changes[_dropped] = null!;
            _dropped++;
            if (_dropped > historyLimit)
            {
                _changes.RemoveRange(0, _dropped);
                _dropped = 0;
            }
        }

        var signal = NextChange;
        NextChange = NewSignal();
        signal.SetResult();
    }

    /// <summary>Forgets every change up to a revision, as etcd's compaction does.</summary>
    public void Compact(long revision)
    {
        _changes.RemoveRange(0, _dropped);
        _dropped = 0;
        _changes.RemoveAll(c => c.Revision <= revision);
        CompactedUpTo = Math.Max(CompactedUpTo, revision);
    }

    /// <summary>Gets the changes after a revision, oldest first.</summary>
    public List<Change> ChangesAfter(long revision)
    {
        int low = _dropped,
            high = _changes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_changes[middle].Revision <= revision)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return _changes.GetRange(low, _changes.Count - low);
    }

    /// <summary>Gets the objects as they were at a revision, or null where that is forgotten.</summary>
    public ImmutableSortedDictionary<ObjectKey, StoredObject>? ObjectsAt(long revision)
    {
        if (revision < CompactedUpTo)
        {
            return null;
        }

        var later = ChangesAfter(revision);
        if (later.Count == 0)
        {
            return Objects;
        }

        var first = later[0];
        return first.Type switch
        {
            ChangeType.Added => first.After.Remove(first.Current.Key),
            _ => first.After.SetItem(first.Current.Key, first.Previous!),
        };
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

using System.Collections.Immutable;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.GarbageCollection;

/// <summary>Who depends on whom, by the owner's uid. Follows every write, inside the store's lock.</summary>
internal sealed class OwnershipGraph
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImmutableHashSet<(ResourceName Resource, ObjectKey Key)>> _dependents = new(StringComparer.Ordinal);

    public IReadOnlyCollection<(ResourceName Resource, ObjectKey Key)> DependentsOf(string ownerUid)
    {
        lock (_gate)
        {
            return _dependents.GetValueOrDefault(ownerUid) ?? [];
        }
    }

    public void Follow(Change change)
    {
        var before = Owners(change.Previous);
        var after = change.Type == ChangeType.Deleted ? [] : Owners(change.Current);
        if (before.Count == 0 && after.Count == 0)
        {
            return;
        }

        var item = (change.Current.Resource, change.Current.Key);
        lock (_gate)
        {
            foreach (var gone in before.Except(after, StringComparer.Ordinal))
            {
                var left = (_dependents.GetValueOrDefault(gone) ?? []).Remove(item);
                if (left.IsEmpty)
                {
                    _dependents.Remove(gone);
                }
                else
                {
                    _dependents[gone] = left;
                }
            }

            foreach (var added in after.Except(before, StringComparer.Ordinal))
            {
                _dependents[added] = (_dependents.GetValueOrDefault(added) ?? []).Add(item);
            }
        }
    }

    private static List<string> Owners(StoredObject? obj) => obj?.Metadata.OwnerReferences.Select(o => o.Uid).ToList() ?? [];
}

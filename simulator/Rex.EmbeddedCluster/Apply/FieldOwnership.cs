using Rex.Embedded.Errors;
using Rex.Embedded.Json;
using Rex.Embedded.Objects;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Apply;

/// <summary>
/// Server-side apply and what other writes mean for it (<c>structured-merge-diff/merge/update.go</c>). An object's owners are kept from its first apply on.
/// </summary>
internal static class FieldOwnership
{
    /// <summary>Owns what an object had before it was applied to for the first time.</summary>
    private const string Before = "before-first-apply";

    /// <summary>Nobody owns these.</summary>
    private static readonly FieldSet Ownerless = FieldSet.Parse(
        JsonMap.Of(
            ("f:apiVersion", JsonMap.Empty),
            ("f:kind", JsonMap.Empty),
            (
                "f:metadata",
                JsonMap.Of(
                    (
                        (string[])
                            ["name", "namespace", "creationTimestamp", "selfLink", "uid", "generation", "managedFields", "resourceVersion"]
                    )
                        .Select(f => ("f:" + f, (JsonData?)JsonMap.Empty))
                        .Prepend((".", JsonMap.Empty))
                )
            )
        )
    );

    /// <summary>Applies a configuration.</summary>
    /// <param name="kind">The kind of the object.</param>
    /// <param name="live">The object as it is; null where there is none.</param>
    /// <param name="applied">The configuration.</param>
    /// <param name="manager">Who applies it.</param>
    /// <param name="force">Whether it takes fields from others.</param>
    /// <param name="now">The time, for what changes.</param>
    /// <exception cref="ApiException">409 where others own fields that would change.</exception>
    public static JsonMap Apply(ResourceKind kind, JsonMap? live, JsonMap applied, FieldManager manager, bool force, string now)
    {
        var shape = FieldShapes.Of(kind);
        var owners = live is null ? ManagedFields.None : OwnersOf(kind, shape, live, manager.ApiVersion);
        var last = owners.Of(manager);
        owners = owners.With(manager, Owned(kind, manager, ObjectFields.Of(shape, applied)), now);
        var merged = (JsonMap)AppliedMerge.Merge(shape, live?.WithMetadata("managedFields", null), applied);
        merged = (JsonMap)(AppliedMerge.Prune(shape, merged, last, owners.All.Union(Ownerless)) ?? JsonMap.Empty);
        if (live is not null)
        {
            owners = Settle(kind, shape, owners, live, merged, manager, force);
        }

        return merged.WithMetadata("managedFields", owners.ToJson());
    }

    /// <summary>Gives what another write changed to its writer.</summary>
    /// <returns>The list for the object, or null where its owners are not kept.</returns>
    public static JsonList? Update(ResourceKind kind, JsonMap before, JsonMap after, FieldManager manager, string now)
    {
        if (before.At("metadata", "managedFields") is not JsonList { Count: > 0 } list)
        {
            return null;
        }

        if (JsonData.DeepEquals(Comparable(before), Comparable(after)))
        {
            return list;
        }

        var shape = FieldShapes.Of(kind);
        var owners = ManagedFields.Parse(list);
        owners = Settle(kind, shape, owners, before, after, manager, force: true);
        var (changed, removed) = Compare(kind, manager, shape, before, after);
        return owners.With(manager, owners.Of(manager).Except(removed).Union(changed), now).ToJson();
    }

    private static JsonMap Comparable(JsonMap obj) =>
        obj.WithMetadata("managedFields", null).WithMetadata("resourceVersion", null).WithMetadata("generation", null);

    private static ManagedFields OwnersOf(ResourceKind kind, FieldShape shape, JsonMap live, string apiVersion)
    {
        if (live.At("metadata", "managedFields") is JsonList { Count: > 0 } list)
        {
            return ManagedFields.Parse(list);
        }

        var before = new FieldManager(Before, FieldManager.Update, apiVersion, "");
        var time = ObjectMetadata.Of(live).Json.Text("creationTimestamp");
        return ManagedFields.None.With(before, Owned(kind, before, ObjectFields.Of(shape, live).Beyond(Ownerless)), time);
    }

    /// <summary>Takes from the other managers what changed under them.</summary>
    private static ManagedFields Settle(
        ResourceKind kind,
        FieldShape shape,
        ManagedFields owners,
        JsonMap before,
        JsonMap after,
        FieldManager manager,
        bool force
    )
    {
        var (changed, removed) = Compare(kind, manager, shape, before, after);
        var others = owners.Owners.Where(o => o.Key != manager).ToList();
        var conflicts = others
            .Select(o => (Manager: o.Key.Show(), Fields: o.Value.Fields.Intersect(changed)))
            .Where(c => !c.Fields.IsEmpty)
            .ToList();
        if (conflicts.Count > 0 && !force)
        {
            throw ApplyConflict.Of(conflicts);
        }

        return others.Aggregate(owners, (all, o) => all.With(o.Key, o.Value.Fields.Except(changed).Except(removed), o.Value.Time));
    }

    private static (FieldSet Changed, FieldSet Removed) Compare(
        ResourceKind kind,
        FieldManager manager,
        FieldShape shape,
        JsonMap before,
        JsonMap after
    )
    {
        var (old, now) = (ObjectFields.Of(shape, before), ObjectFields.Of(shape, after));
        var changed = now.Beyond(old).Union(ObjectFields.Changed(shape, before, after));
        return (Owned(kind, manager, changed), Owned(kind, manager, old.Beyond(now)));
    }

    /// <summary>Leaves out what nobody owns, and what a write to this part of the object does not change.</summary>
    private static FieldSet Owned(ResourceKind kind, FieldManager manager, FieldSet fields)
    {
        fields = fields.Except(Ownerless);
        return manager.Subresource == "status" ? FieldSet.Empty.With("f:status", fields.At("f:status") ?? FieldSet.Empty)
            : kind.HasStatus ? fields.With("f:status", FieldSet.Empty)
            : fields;
    }
}

using System.Collections.Immutable;
using Rex.Embedded.Json;

namespace Rex.Embedded.Apply;

/// <summary>The owners of an object's fields (<c>metadata.managedFields</c>).</summary>
internal sealed record ManagedFields(ImmutableDictionary<FieldManager, (FieldSet Fields, string? Time)> Owners)
{
    public static readonly ManagedFields None = new(ImmutableDictionary<FieldManager, (FieldSet, string?)>.Empty);

    /// <summary>Gets everything that is owned.</summary>
    public FieldSet All => Owners.Values.Aggregate(FieldSet.Empty, (set, o) => set.Union(o.Fields));

    public FieldSet Of(FieldManager manager) => Owners.TryGetValue(manager, out var owned) ? owned.Fields : FieldSet.Empty;

    /// <summary>Sets what a manager owns; a set that stays the same keeps its time.</summary>
    public ManagedFields With(FieldManager manager, FieldSet fields, string? time)
    {
        if (fields.IsEmpty)
        {
            return new ManagedFields(Owners.Remove(manager));
        }

        var same = Owners.TryGetValue(manager, out var owned) && owned.Fields.Except(fields).IsEmpty && fields.Except(owned.Fields).IsEmpty;
        return same ? this : new ManagedFields(Owners.SetItem(manager, (fields, time)));
    }

    public static ManagedFields Parse(JsonList? json) =>
        new(
            json?.OfType<JsonMap>()
                .Where(e => e.Map("fieldsV1") is not null)
                .Select(e =>
                    (Manager: ManagerOf(e), Fields: FieldSet.Parse(e.Map("fieldsV1")!) with { Member = false }, Time: e.Text("time"))
                )
                .DistinctBy(e => e.Manager)
                .ToImmutableDictionary(e => e.Manager, e => (e.Fields, e.Time))
                ?? None.Owners
        );

    /// <summary>Gives the list as it is kept, in the order of the real server.</summary>
    public JsonList ToJson() =>
        JsonList.Of(
            Owners
                .OrderBy(o => o.Key.Operation, StringComparer.Ordinal)
                .ThenBy(o => o.Value.Time, StringComparer.Ordinal)
                .ThenBy(o => o.Key.Name, StringComparer.Ordinal)
                .ThenBy(o => o.Key.ApiVersion, StringComparer.Ordinal)
                .ThenBy(o => o.Key.Subresource, StringComparer.Ordinal)
                .Select(o =>
                    JsonMap.Of(
                        ("manager", o.Key.Name),
                        ("operation", o.Key.Operation),
                        ("apiVersion", o.Key.ApiVersion),
                        ("time", o.Value.Time),
                        ("fieldsType", "FieldsV1"),
                        ("fieldsV1", o.Value.Fields.ToJson()),
                        ("subresource", o.Key.Subresource.Length == 0 ? null : o.Key.Subresource)
                    )
                )
        );

    private static FieldManager ManagerOf(JsonMap entry) =>
        new(entry.Text("manager") ?? "", entry.Text("operation") ?? "", entry.Text("apiVersion") ?? "", entry.Text("subresource") ?? "");
}

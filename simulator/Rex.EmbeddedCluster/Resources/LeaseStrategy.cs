using Rex.Embedded.Json;
using Rex.Embedded.Validation;

namespace Rex.Embedded.Resources;

/// <summary>Leases: an update makes a missing one, and each has a spec, be it an empty one.</summary>
internal sealed class LeaseStrategy : UpsertStrategy
{
    public static readonly LeaseStrategy Instance = new();

    private LeaseStrategy()
        : base(NameRule.Subdomain) { }

    public override bool AllowsUnconditionalUpdate => false;

    public override bool KnowsPlainFinalizers => false;

    public override JsonMap PrepareForCreate(JsonMap obj) => base.PrepareForCreate(PodDefaults.Default(obj, "spec", JsonMap.Empty));

    public override JsonMap PrepareForUpdate(JsonMap obj, JsonMap old) =>
        base.PrepareForUpdate(PodDefaults.Default(obj, "spec", JsonMap.Empty), old);
}

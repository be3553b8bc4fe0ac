using Rex.Embedded.Validation;

namespace Rex.Embedded.Resources;

/// <summary>Kinds whose PUT makes the object where there is none: Leases, roles and their bindings.</summary>
internal class UpsertStrategy(NameRule names) : ResourceStrategy
{
    public override bool AllowsCreateOnUpdate => true;

    public override NameRule NameRule => names;
}

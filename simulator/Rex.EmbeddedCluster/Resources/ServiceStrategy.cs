using Rex.Embedded.Json;
using Rex.Embedded.Validation;

namespace Rex.Embedded.Resources;

/// <summary>Services: no addresses are given out; the defaults that clients read are.</summary>
internal sealed class ServiceStrategy : ResourceStrategy
{
    public static readonly ServiceStrategy Instance = new();

    public override bool ReturnsDeletedObject => true;

    public override bool AllowsCreateOnUpdate => true;

    public override NameRule NameRule => NameRule.ServiceLabel;

    public override JsonMap PrepareForCreate(JsonMap obj)
    {
        var spec = obj.Map("spec") ?? JsonMap.Empty;
        spec = PodDefaults.Default(spec, "type", "ClusterIP");
        spec = PodDefaults.Default(spec, "sessionAffinity", "None");
        return obj.With("spec", spec).With("status", JsonMap.Of(("loadBalancer", JsonMap.Empty)));
    }

    public override JsonMap PrepareForUpdate(JsonMap obj, JsonMap old) => obj.With("status", old["status"]);
}

using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>CustomResourceDefinitions. Where the real server's controllers accept the names a moment later, they are accepted at once here.</summary>
internal sealed class CustomResourceDefinitionStrategy : ResourceStrategy
{
    public static readonly CustomResourceDefinitionStrategy Instance = new();

    public override bool CountsGenerations => true;

    public override JsonMap PrepareForCreate(JsonMap obj)
    {
        obj = WithDefaults(obj);
        var since = ObjectMetadata.Of(obj).Json["creationTimestamp"];
        var stored = obj.At("spec", "versions") is JsonList versions
            ? versions.OfType<JsonMap>().Where(v => v.Truth("storage") == true).Select(v => v.Text("name") ?? "")
            : [];
        var status = JsonMap.Of(
            (
                "conditions",
                JsonList.Of([
                    Condition("NamesAccepted", "NoConflicts", "no conflicts found", since),
                    Condition("Established", "InitialNamesAccepted", "the initial names have been accepted", since),
                ])
            ),
            ("acceptedNames", obj.At("spec", "names")),
            ("storedVersions", JsonList.OfTexts(stored))
        );
        return base.PrepareForCreate(obj.With("status", status));
    }

    public override JsonMap PrepareForUpdate(JsonMap obj, JsonMap old) =>
        base.PrepareForUpdate(WithDefaults(obj).With("status", old["status"]), old);

    public override void Validate(JsonMap obj, JsonMap? old, ICollection<StatusCause> causes) =>
        CustomResourceDefinitionValidation.Validate(obj, old, causes);

    private static JsonMap Condition(string type, string reason, string message, JsonData? since) =>
        JsonMap.Of(("type", type), ("status", "True"), ("lastTransitionTime", since), ("reason", reason), ("message", message));

    private static JsonMap WithDefaults(JsonMap obj)
    {
        if (obj.At("spec", "names") is not JsonMap names)
        {
            return obj;
        }

        var kind = names.Text("kind") ?? "";
#pragma warning disable CA1308 // Singular names are lower case by rule.
        names = PodDefaults.Default(names, "singular", kind.ToLowerInvariant());
#pragma warning restore CA1308
        names = PodDefaults.Default(names, "listKind", kind + "List");
        obj = obj.WithAt(["spec", "names"], names);
        return obj.At("spec", "conversion") is JsonMap ? obj : obj.WithAt(["spec", "conversion"], JsonMap.Of(("strategy", "None")));
    }
}

using Rex.Embedded.Json;
using Rex.Embedded.Validation;

namespace Rex.Embedded.Resources;

/// <summary>Namespaces: they carry a finalizer of their own in <c>spec</c> and a label with their name.</summary>
internal sealed class NamespaceStrategy : ResourceStrategy
{
    public static readonly NamespaceStrategy Instance = new();

    public override NameRule NameRule => NameRule.Label;

    public override JsonMap PrepareForCreate(JsonMap obj) =>
        WithNameLabel(obj)
            .With("spec", JsonMap.Of(("finalizers", JsonList.OfTexts(["kubernetes"]))))
            .With("status", JsonMap.Of(("phase", "Active")));

    public override JsonMap PrepareForUpdate(JsonMap obj, JsonMap old) =>
        WithNameLabel(obj).With("spec", old["spec"]).With("status", old["status"]);

    public override string? SelectableField(JsonMap obj, string field) =>
        field == "status.phase" ? (obj.At("status", "phase") as JsonText)?.Value ?? "" : null;

    private static JsonMap WithNameLabel(JsonMap obj) =>
        obj.WithAt(["metadata", "labels", "kubernetes.io/metadata.name"], ObjectMetadata.Of(obj).Name);
}

using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>Pods: graceful deletion, and the defaults that clients read.</summary>
internal sealed class PodStrategy : ResourceStrategy
{
    public static readonly PodStrategy Instance = new();

    public override bool ReturnsDeletedObject => true;

    public override JsonMap PrepareForCreate(JsonMap obj) =>
        WithStatus(obj.With("spec", PodAdmission.Admit(PodDefaults.OfSpec(obj.Map("spec") ?? JsonMap.Empty))));

    public override JsonMap PrepareForUpdate(JsonMap obj, JsonMap old) =>
        obj.With("spec", PodAdmission.Admit(PodDefaults.OfSpec(obj.Map("spec") ?? JsonMap.Empty))).With("status", old["status"]);

    public override void Validate(JsonMap obj, JsonMap? old, ICollection<StatusCause> causes)
    {
        if (old is not null)
        {
            PodUpdateValidation.Validate(obj.Map("spec") ?? JsonMap.Empty, old.Map("spec") ?? JsonMap.Empty, causes);
        }
    }

    public override JsonMap PrepareForStatusUpdate(JsonMap obj, JsonMap old) =>
        base.PrepareForStatusUpdate(obj, old)
            .WithMetadata("ownerReferences", old.At("metadata", "ownerReferences"))
            .WithMetadata("deletionTimestamp", old.At("metadata", "deletionTimestamp"));

    /// <inheritdoc/>
    /// <remarks>A pod that no node has, or that has finished, goes at once: nobody would end it.</remarks>
    public override long? GraceOf(JsonMap obj, long? asked)
    {
        if (obj.At("spec", "nodeName") is not JsonText { Value.Length: > 0 })
        {
            return 0;
        }

        if (obj.At("status", "phase") is JsonText { Value: "Failed" or "Succeeded" })
        {
            return 0;
        }

        var grace = asked ?? (obj.At("spec", "terminationGracePeriodSeconds") as JsonNumber)?.Integer ?? 0;
        return grace < 0 ? 1 : grace;
    }

    public override string? SelectableField(JsonMap obj, string field) =>
        field switch
        {
            "spec.nodeName" => Text(obj, "spec", "nodeName"),
            "spec.restartPolicy" => Text(obj, "spec", "restartPolicy"),
            "spec.schedulerName" => Text(obj, "spec", "schedulerName"),
            "spec.serviceAccountName" => Text(obj, "spec", "serviceAccountName"),
            "spec.hostNetwork" => obj.At("spec", "hostNetwork") is JsonTruth { Value: true } ? "true" : "false",
            "status.phase" => Text(obj, "status", "phase"),
            "status.podIP" => Text(obj, "status", "podIP"),
            "status.nominatedNodeName" => Text(obj, "status", "nominatedNodeName"),
            _ => null,
        };

    private static JsonMap WithStatus(JsonMap obj) =>
        obj.With("status", JsonMap.Of(("phase", "Pending"), ("qosClass", PodQuality.Of(obj.Map("spec")!))));

    private static string Text(JsonMap obj, string part, string name) => (obj.At(part, name) as JsonText)?.Value ?? "";
}

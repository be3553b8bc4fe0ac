using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Objects;

/// <summary>A definition stays, Terminating, until its resources are gone.</summary>
internal static class CustomResourceDefinitionTermination
{
    public static JsonMap Begin(JsonMap definition, string now)
    {
        var conditions = definition.At("status", "conditions") as JsonList ?? JsonList.Empty;
        var terminating = JsonMap.Of(
            ("type", "Terminating"),
            ("status", "True"),
            ("lastTransitionTime", now),
            ("reason", "InstanceDeletionPending"),
            ("message", "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon")
        );
        var finalizers = ObjectMetadata.Of(definition).Finalizers.Append(Finalizers.CustomResourceCleanup).Distinct().ToList();
        return definition.WithAt(["status", "conditions"], JsonList.Of(conditions.Append(terminating))).WithFinalizers(finalizers);
    }
}

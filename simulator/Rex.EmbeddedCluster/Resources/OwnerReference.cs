using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>One entry of <c>metadata.ownerReferences</c>.</summary>
internal sealed record OwnerReference(string ApiVersion, string Kind, string Name, string Uid, bool BlockOwnerDeletion)
{
    public static OwnerReference From(JsonMap json) =>
        new(
            json.Text("apiVersion") ?? "",
            json.Text("kind") ?? "",
            json.Text("name") ?? "",
            json.Text("uid") ?? "",
            json.Truth("blockOwnerDeletion") ?? false
        );
}

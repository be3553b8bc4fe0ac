using static Rex.Embedded.Http.Protobuf.ProtobufType;

namespace Rex.Embedded.Http.Protobuf;

/// <summary>
/// The messages that kubectl sends as protobuf and not as JSON (<c>kubectl create namespace</c>, <c>auth can-i</c> and the like), with the field numbers of
/// <c>k8s.io/api</c>'s generated.proto files.
/// </summary>
internal static class ProtobufKinds
{
    private static readonly ProtobufMessage Owner = Of(
        (1, new("kind", Text)),
        (3, new("name", Text)),
        (4, new("uid", Text)),
        (5, new("apiVersion", Text)),
        (6, new("controller", Truth)),
        (7, new("blockOwnerDeletion", Truth))
    );

    private static readonly ProtobufField Metadata = new(
        "metadata",
        Message,
        Of(
            (1, new("name", Text)),
            (2, new("generateName", Text)),
            (3, new("namespace", Text)),
            (5, new("uid", Text)),
            (6, new("resourceVersion", Text)),
            (7, new("generation", Integer)),
            (8, new("creationTimestamp", Time)),
            (9, new("deletionTimestamp", Time)),
            (11, new("labels", TextMap)),
            (12, new("annotations", TextMap)),
            (13, new("ownerReferences", Message, Owner, Repeated: true)),
            (14, new("finalizers", Text, Repeated: true))
        )
    );

    private static readonly ProtobufMessage Rule = Of(
        (1, new("verbs", Text, Repeated: true)),
        (2, new("apiGroups", Text, Repeated: true)),
        (3, new("resources", Text, Repeated: true)),
        (4, new("resourceNames", Text, Repeated: true)),
        (5, new("nonResourceURLs", Text, Repeated: true))
    );

    private static readonly ProtobufMessage Subject = Of(
        (1, new("kind", Text)),
        (2, new("apiGroup", Text)),
        (3, new("name", Text)),
        (4, new("namespace", Text))
    );

    private static readonly ProtobufMessage RoleReference = Of((1, new("apiGroup", Text)), (2, new("kind", Text)), (3, new("name", Text)));

    private static readonly ProtobufMessage Role = Of((1, Metadata), (2, new("rules", Message, Rule, Repeated: true)));

    private static readonly ProtobufMessage Binding = Of(
        (1, Metadata),
        (2, new("subjects", Message, Subject, Repeated: true)),
        (3, new("roleRef", Message, RoleReference))
    );

    private static readonly ProtobufMessage ResourceAttributes = Of(
        (1, new("namespace", Text)),
        (2, new("verb", Text)),
        (3, new("group", Text)),
        (4, new("version", Text)),
        (5, new("resource", Text)),
        (6, new("subresource", Text)),
        (7, new("name", Text))
    );

    private static readonly ProtobufMessage AccessReview = Of(
        (1, new("resourceAttributes", Message, ResourceAttributes)),
        (2, new("nonResourceAttributes", Message, Of((1, new("path", Text)), (2, new("verb", Text)))))
    );

    private static readonly Dictionary<string, ProtobufMessage> ByKind = new(StringComparer.Ordinal)
    {
        ["Namespace"] = Of((1, Metadata)),
        ["ConfigMap"] = Of((1, Metadata), (2, new("data", TextMap)), (3, new("binaryData", BytesMap)), (4, new("immutable", Truth))),
        ["Secret"] = Of(
            (1, Metadata),
            (2, new("data", BytesMap)),
            (3, new("type", Text)),
            (4, new("stringData", TextMap)),
            (5, new("immutable", Truth))
        ),
        ["ServiceAccount"] = Of((1, Metadata), (4, new("automountServiceAccountToken", Truth))),
        ["Role"] = Role,
        ["ClusterRole"] = Role,
        ["RoleBinding"] = Binding,
        ["ClusterRoleBinding"] = Binding,
        ["SelfSubjectAccessReview"] = Of((1, Metadata), (2, new("spec", Message, AccessReview))),
        ["SelfSubjectReview"] = Of((1, Metadata)),
    };

    /// <summary>Gets the message of a kind, or null where only JSON is understood.</summary>
    public static ProtobufMessage? Find(string kind) => ByKind.GetValueOrDefault(kind);

    private static ProtobufMessage Of(params (int Number, ProtobufField Field)[] fields) =>
        new(fields.ToDictionary(f => f.Number, f => f.Field));
}

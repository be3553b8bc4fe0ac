using Rex.Embedded.Validation;

namespace Rex.Embedded.Resources;

/// <summary>The kinds that are there without a CustomResourceDefinition.</summary>
internal static class BuiltInKinds
{
    public static readonly ResourceName Namespaces = new("", "namespaces");
    public static readonly ResourceName Pods = new("", "pods");
    public static readonly ResourceName CustomResourceDefinitions = new("apiextensions.k8s.io", "customresourcedefinitions");

    public static readonly IReadOnlyList<ResourceKind> All =
    [
        Core("namespaces", "Namespace", NamespaceStrategy.Instance) with
        {
            Namespaced = false,
            HasStatus = true,
            ShortNames = ["ns"],
            Subresources = ["finalize"],
            Columns = [new("Status", "string", ".status.phase")],
        },
        Core("nodes", "Node", ResourceStrategy.Plain) with
        {
            Namespaced = false,
            HasStatus = true,
            ShortNames = ["no"],
        },
        Core("pods", "Pod", PodStrategy.Instance) with
        {
            HasStatus = true,
            ShortNames = ["po"],
            Categories = ["all"],
            Subresources = ["binding"],
            Columns = BuiltInColumns.Pods,
        },
        Core("events", "Event", EventStrategy.Instance) with
        {
            ShortNames = ["ev"],
            Columns = BuiltInColumns.Events,
        },
        Core("configmaps", "ConfigMap", ResourceStrategy.Plain) with
        {
            ShortNames = ["cm"],
            Columns = [BuiltInColumns.Count("data")],
        },
        Core("secrets", "Secret", SecretStrategy.Instance) with
        {
            Columns = [new("Type", "string", ".type"), BuiltInColumns.Count("data")],
        },
        Core("services", "Service", ServiceStrategy.Instance) with
        {
            HasStatus = true,
            ShortNames = ["svc"],
            Categories = ["all"],
            Columns = [new("Type", "string", ".spec.type"), new("Cluster-IP", "string", ".spec.clusterIP")],
        },
        Core("serviceaccounts", "ServiceAccount", ReturnedStrategy.Instance) with
        {
            ShortNames = ["sa"],
        },
        new()
        {
            Resource = new("batch", "jobs"),
            Version = "v1",
            Kind = "Job",
            Strategy = JobStrategy.Instance,
            HasStatus = true,
            Categories = ["all"],
            Columns = BuiltInColumns.Jobs,
        },
        new()
        {
            Resource = new("coordination.k8s.io", "leases"),
            Version = "v1",
            Kind = "Lease",
            Strategy = new UpsertStrategy(NameRule.Subdomain),
            Columns = [new("Holder", "string", ".spec.holderIdentity")],
        },
        Rbac("roles", "Role", true),
        Rbac("rolebindings", "RoleBinding", true),
        Rbac("clusterroles", "ClusterRole", false),
        Rbac("clusterrolebindings", "ClusterRoleBinding", false),
        new()
        {
            Resource = CustomResourceDefinitions,
            Version = "v1",
            Kind = "CustomResourceDefinition",
            Strategy = CustomResourceDefinitionStrategy.Instance,
            Namespaced = false,
            HasStatus = true,
            ShortNames = ["crd", "crds"],
            Categories = ["api-extensions"],
            Columns = [new("Created At", "date", ".metadata.creationTimestamp")],
        },
    ];

    private static ResourceKind Core(string plural, string kind, ResourceStrategy strategy) =>
        new()
        {
            Resource = new("", plural),
            Version = "v1",
            Kind = kind,
            Strategy = strategy,
        };

    private static ResourceKind Rbac(string plural, string kind, bool namespaced) =>
        new()
        {
            Resource = new("rbac.authorization.k8s.io", plural),
            Version = "v1",
            Kind = kind,
            Namespaced = namespaced,
            Strategy = new UpsertStrategy(NameRule.PathSegment),
        };
}

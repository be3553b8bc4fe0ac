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
            DeletesCollections = false,
            HasStatus = true,
            ShortNames = ["ns"],
            Subresources = ["finalize"],
            Columns = [new("Status", "string", ".status.phase"), BuiltInColumns.Age],
        },
        Core("nodes", "Node", ResourceStrategy.Plain) with
        {
            Namespaced = false,
            HasStatus = true,
            ShortNames = ["no"],
            Columns = BuiltInColumns.Nodes,
        },
        Core("pods", "Pod", PodStrategy.Instance) with
        {
            HasStatus = true,
            ShortNames = ["po"],
            Categories = ["all"],
            Subresources = ["binding", "eviction"],
            Columns = BuiltInColumns.Pods,
        },
        Core("events", "Event", new EventStrategy(asNew: false)) with
        {
            ShortNames = ["ev"],
            Columns = EventColumns.All,
        },
        new()
        {
            Resource = new("events.k8s.io", "events"),
            Version = "v1",
            Kind = "Event",
            Strategy = new EventStrategy(asNew: true),
            View = EventView.Instance,
            ShortNames = ["ev"],
            Columns = EventColumns.All,
        },
        Core("configmaps", "ConfigMap", ResourceStrategy.Plain) with
        {
            ShortNames = ["cm"],
            Columns = [BuiltInColumns.Count("data"), BuiltInColumns.Age],
        },
        Core("secrets", "Secret", SecretStrategy.Instance) with
        {
            Columns = [new("Type", "string", ".type"), BuiltInColumns.Count("data"), BuiltInColumns.Age],
        },
        Core("services", "Service", ServiceStrategy.Instance) with
        {
            HasStatus = true,
            ShortNames = ["svc"],
            Categories = ["all"],
            Columns = BuiltInColumns.Services,
        },
        Core("serviceaccounts", "ServiceAccount", ReturnedStrategy.Instance) with
        {
            ShortNames = ["sa"],
            Columns =
            [
                new("Secrets", "integer", "") { Compute = account => new Json.JsonNumber(account.List("secrets")?.Count ?? 0) },
                BuiltInColumns.Age,
            ],
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
            Strategy = LeaseStrategy.Instance,
            Columns = [new("Holder", "string", ".spec.holderIdentity"), BuiltInColumns.Age],
        },
        Rbac("roles", "Role", true, BuiltInColumns.Others),
        Rbac("rolebindings", "RoleBinding", true, BuiltInColumns.Bindings),
        Rbac("clusterroles", "ClusterRole", false, BuiltInColumns.Others),
        Rbac("clusterrolebindings", "ClusterRoleBinding", false, BuiltInColumns.Bindings),
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
            Columns = BuiltInColumns.Others,
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

    private static ResourceKind Rbac(string plural, string kind, bool namespaced, IReadOnlyList<TableColumn> columns) =>
        new()
        {
            Resource = new("rbac.authorization.k8s.io", plural),
            Version = "v1",
            Kind = kind,
            Namespaced = namespaced,
            Strategy = new UpsertStrategy(NameRule.PathSegment),
            Columns = columns,
        };
}

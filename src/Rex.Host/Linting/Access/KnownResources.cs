using System.Collections.Frozen;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Access;

/// <summary>The kinds that the rules know, with their groups. A kind that several groups have is not here.</summary>
internal static class KnownResources
{
    private const string Argo = "argoproj.io";

    private static readonly KnownResource[] All =
    [
        new("Workflow", Argo, "v1alpha1", "workflows", "wf"),
        new("WorkflowTemplate", Argo, "v1alpha1", "workflowtemplates", "wftmpl"),
        new("ClusterWorkflowTemplate", Argo, "v1alpha1", "clusterworkflowtemplates", "cwft", "clusterwftmpl"),
        new("CronWorkflow", Argo, "v1alpha1", "cronworkflows", "cwf", "cronwf"),
        new("WorkflowEventBinding", Argo, "v1alpha1", "workfloweventbindings", "wfeb"),
        new("WorkflowTaskSet", Argo, "v1alpha1", "workflowtasksets", "wfts"),
        new("WorkflowTaskResult", Argo, "v1alpha1", "workflowtaskresults"),
        new("Sensor", Argo, "v1alpha1", "sensors", "sn"),
        new("EventSource", Argo, "v1alpha1", "eventsources", "es"),
        new("EventBus", Argo, "v1alpha1", "eventbus", "eb"),
        new("CodeRun", "agents.platform", "v1", "coderuns", "cr"),
        new("Pod", "", "v1", "pods", "po"),
        new("ConfigMap", "", "v1", "configmaps", "cm"),
        new("Secret", "", "v1", "secrets"),
        new("ServiceAccount", "", "v1", "serviceaccounts", "sa"),
        new("PersistentVolumeClaim", "", "v1", "persistentvolumeclaims", "pvc"),
        new("PersistentVolume", "", "v1", "persistentvolumes", "pv"),
        new("Namespace", "", "v1", "namespaces", "ns"),
        new("Node", "", "v1", "nodes", "no"),
        new("ResourceQuota", "", "v1", "resourcequotas", "quota"),
        new("LimitRange", "", "v1", "limitranges", "limits"),
        new("Deployment", "apps", "v1", "deployments", "deploy"),
        new("StatefulSet", "apps", "v1", "statefulsets", "sts"),
        new("DaemonSet", "apps", "v1", "daemonsets", "ds"),
        new("ReplicaSet", "apps", "v1", "replicasets", "rs"),
        new("Job", "batch", "v1", "jobs"),
        new("CronJob", "batch", null, "cronjobs", "cj"),
        new("Role", "rbac.authorization.k8s.io", null, "roles"),
        new("RoleBinding", "rbac.authorization.k8s.io", null, "rolebindings"),
        new("ClusterRole", "rbac.authorization.k8s.io", null, "clusterroles"),
        new("ClusterRoleBinding", "rbac.authorization.k8s.io", null, "clusterrolebindings"),
        new("Lease", "coordination.k8s.io", null, "leases"),
        new("PodDisruptionBudget", "policy", null, "poddisruptionbudgets", "pdb"),
        new("HorizontalPodAutoscaler", "autoscaling", null, "horizontalpodautoscalers", "hpa"),
        new("CustomResourceDefinition", "apiextensions.k8s.io", null, "customresourcedefinitions", "crd", "crds"),
    ];

    // Groups of other projects have Services, Jobs or Ingresses of their own: these kinds are known, but not held to one group.
    private static readonly FrozenSet<string> Shared = ["Service", "Ingress", "NetworkPolicy", "Event", "List"];

    private static readonly FrozenDictionary<string, KnownResource> Kinds = All.ToFrozenDictionary(known => known.Kind);

    private static readonly FrozenDictionary<string, KnownResource> Names = All.SelectMany(known =>
            known.Aliases.Append(known.Plural).Append(known.Kind.ToLowerInvariant()).Select(name => KeyValuePair.Create(name, known))
        )
        .DistinctBy(pair => pair.Key)
        .ToFrozenDictionary();

    /// <summary>Whether anything is known of the manifest's kind.</summary>
    public static bool IsKnown(Manifest manifest) => Kinds.ContainsKey(manifest.Kind) || Shared.Contains(manifest.Kind);

    /// <summary>What is known of a kind; null for nothing.</summary>
    public static KnownResource? OfKind(string kind) => Kinds.GetValueOrDefault(kind);

    /// <summary>What a Role means by a resource's name; null where that is not certain.</summary>
    public static KnownResource? OfPlural(string plural) =>
        Names.GetValueOrDefault(plural) is { } known && known.Plural == plural ? known : null;

    /// <summary>What kubectl or a Role means by a name; null where that is not certain.</summary>
    public static KnownResource? Named(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            ? new KnownResource("", name[(dot + 1)..], null, Names.GetValueOrDefault(name[..dot])?.Plural ?? name[..dot])
            : Names.GetValueOrDefault(name.ToLowerInvariant());

    /// <summary>The name in Roles of the objects that a manifest stands for, guessed from the kind as Argo Events does where nothing is known.</summary>
    public static string Plural(Manifest manifest)
    {
        if (Kinds.TryGetValue(manifest.Kind, out var known))
        {
            return known.Plural;
        }

        var singular = manifest.Kind.ToLowerInvariant();
        return singular switch
        {
            [.., 's'] or [.., 'x'] or [.., 'c', 'h'] or [.., 's', 'h'] => singular + "es",
            [.., 'y'] => singular[..^1] + "ies",
            _ => singular + "s",
        };
    }
}

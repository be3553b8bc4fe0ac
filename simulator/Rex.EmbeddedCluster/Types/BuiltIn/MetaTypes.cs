namespace Rex.Embedded.Types.BuiltIn;

/// <summary>The types that all groups use.</summary>
internal static class MetaTypes
{
    public const string Package = "io.k8s.apimachinery.pkg.apis.meta.v1";

    public const string Text = """
        ObjectMeta: 1 name string, 2 generateName string, 3 namespace string, 4 selfLink string, 5 uid string, 6 resourceVersion string
        | 7 generation long omit, 8 creationTimestamp time, 9 deletionTimestamp time, 10 deletionGracePeriodSeconds long, 11 labels {}string
        | 12 annotations {}string, 13 ownerReferences []OwnerReference merge:uid keys:uid, 14 finalizers []string merge set
        | 17 managedFields []ManagedFieldsEntry
        OwnerReference: 5 apiVersion! string, 1 kind! string, 3 name! string, 4 uid! string, 6 controller bool, 7 blockOwnerDeletion bool
        ManagedFieldsEntry: 1 manager string, 2 operation string, 3 apiVersion string, 4 time time, 6 fieldsType string, 7 fieldsV1 object
        | 8 subresource string
        LabelSelector: 1 matchLabels {}string, 2 matchExpressions []LabelSelectorRequirement whole
        LabelSelectorRequirement: 1 key! string, 2 operator! string, 3 values []string
        Condition: 1 type! string, 2 status! string, 3 observedGeneration long omit, 4 lastTransitionTime! time, 5 reason! string, 6 message! string
        DeleteOptions: 1 gracePeriodSeconds long, 2 preconditions Preconditions, 3 orphanDependents bool, 4 propagationPolicy string
        | 5 dryRun []string
        Preconditions: 1 uid string, 2 resourceVersion string
        """;
}

namespace Rex.Embedded.Patching;

/// <summary>
/// How strategic merge patches treat lists of built-in kinds, by the field's name: the <c>patchStrategy</c> and <c>patchMergeKey</c> tags of
/// <c>k8s.io/api</c>. Lists that are not here are replaced.
/// </summary>
internal static class MergeKeys
{
    private static readonly Dictionary<string, string> ByField = new(StringComparer.Ordinal)
    {
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["ephemeralContainers"] = "name",
        ["env"] = "name",
        ["volumes"] = "name",
        ["volumeMounts"] = "mountPath",
        ["volumeDevices"] = "devicePath",
        ["imagePullSecrets"] = "name",
        ["hostAliases"] = "ip",
        ["topologySpreadConstraints"] = "topologyKey",
        ["resourceClaims"] = "name",
        ["conditions"] = "type",
        ["podIPs"] = "ip",
        ["hostIPs"] = "ip",
        ["ownerReferences"] = "uid",
        ["secrets"] = "name",
    };

    /// <summary>Gets the key that joins the items of a list of objects, or null for lists that are replaced.</summary>
    /// <param name="field">The name of the field that holds the list.</param>
    /// <param name="parent">The name of the field above it.</param>
    public static string? Of(string field, string parent) =>
        field switch
        {
            // A container's ports and a service's have different keys.
            "ports" => parent is "containers" or "initContainers" or "ephemeralContainers" ? "containerPort" : "port",
            _ => ByField.GetValueOrDefault(field),
        };

    /// <summary>Whether a list of plain values is joined and not replaced.</summary>
    public static bool IsSet(string field) => field == "finalizers";
}

using Rex.Embedded.Types.BuiltIn;

namespace Rex.Embedded.Types;

/// <summary>The types of the built-in kinds, as of Kubernetes 1.32.</summary>
internal static class ApiTypes
{
    private static readonly IReadOnlyDictionary<string, ApiType> Meta = new ApiTypeParser(new Dictionary<string, ApiType>()).Parse(
        MetaTypes.Package,
        MetaTypes.Text
    );

    private static readonly IReadOnlyDictionary<string, ApiType> Core = new ApiTypeParser(Meta).Parse(
        CoreTypes.Package,
        CoreTypes.Text + "\n" + PodTypes.Text
    );

    private static readonly Dictionary<string, IReadOnlyDictionary<string, ApiType>> ByVersion = new(StringComparer.Ordinal)
    {
        ["v1"] = Core,
        ["batch/v1"] = Group("io.k8s.api.batch.v1", GroupTypes.Batch),
        ["coordination.k8s.io/v1"] = Group("io.k8s.api.coordination.v1", GroupTypes.Coordination),
        ["events.k8s.io/v1"] = Group("io.k8s.api.events.v1", GroupTypes.Events),
        ["rbac.authorization.k8s.io/v1"] = Group("io.k8s.api.rbac.v1", GroupTypes.Rbac),
        ["policy/v1"] = Group("io.k8s.api.policy.v1", GroupTypes.Policy),
        ["authorization.k8s.io/v1"] = Group("io.k8s.api.authorization.v1", GroupTypes.Authorization),
        ["authentication.k8s.io/v1"] = Group("io.k8s.api.authentication.v1", GroupTypes.Authentication),
        ["apiextensions.k8s.io/v1"] = Group(DefinitionTypes.Package, DefinitionTypes.Text),
    };

    /// <summary>Gets the type of <c>metadata</c>.</summary>
    public static ApiType ObjectMeta { get; } = Meta["ObjectMeta"];

    /// <summary>Gets the type of what a DELETE may say.</summary>
    public static ApiType DeleteOptions { get; } = Meta["DeleteOptions"];

    /// <summary>Gets the type of a kind, or null for kinds that are not built in.</summary>
    public static ApiType? Find(string apiVersion, string kind) => ByVersion.GetValueOrDefault(apiVersion)?.GetValueOrDefault(kind);

    private static IReadOnlyDictionary<string, ApiType> Group(string package, string text)
    {
        var shared = Core.Concat(Meta).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
        return new ApiTypeParser(shared).Parse(package, text);
    }
}

namespace Rex.Adapters.Kubernetes;

/// <summary>A namespaced kind of object, as the paths of the Kubernetes API name it.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The API version.</param>
/// <param name="Plural">The plural, in lower case.</param>
internal sealed record ResourceType(string Group, string Version, string Plural)
{
    /// <summary>Agent runs.</summary>
    public static ResourceType CodeRuns { get; } = new("agents.platform", "v1", "coderuns");

    /// <summary>Argo Workflows.</summary>
    public static ResourceType Workflows { get; } = new("argoproj.io", "v1alpha1", "workflows");

    /// <summary>The results that Argo's executor leaves for the workflow controller.</summary>
    public static ResourceType TaskResults { get; } = new("argoproj.io", "v1alpha1", "workflowtaskresults");

    /// <summary>Rex's own ledger.</summary>
    public static ResourceType Remediations { get; } = new("rex.agents.platform", "v1alpha1", "remediations");

    /// <summary>Events, in the newer of their two forms.</summary>
    public static ResourceType Events { get; } = new("events.k8s.io", "v1", "events");

    /// <summary>Pods.</summary>
    public static ResourceType Pods { get; } = new("", "v1", "pods");

    /// <summary>Jobs.</summary>
    public static ResourceType Jobs { get; } = new("batch", "v1", "jobs");

    /// <summary>The path of its group and version, relative to the API server's base address.</summary>
    public string GroupPath => $"{(Group.Length == 0 ? "api" : $"apis/{Group}")}/{Version}";

    /// <summary><c>group/version</c>, as objects name it.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The collection's path in one namespace, relative to the API server's base address.</summary>
    public string CollectionPath(string @namespace) => $"{GroupPath}/namespaces/{Segment(@namespace)}/{Plural}";

    /// <summary>An object's path, relative to the API server's base address.</summary>
    public string ObjectPath(string @namespace, string name, string? subresource = null) =>
        $"{CollectionPath(@namespace)}/{Segment(name)}{(subresource is null ? "" : $"/{subresource}")}";

    /// <summary><c>plural.group</c>, as error messages and roles name it.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>
    /// An empty name, or one of dots alone, would vanish from the path, and a request for one object would be one for the whole collection.
    /// </summary>
    private static string Segment(string name) =>
        name is "" or "." or ".."
            ? throw new ArgumentException($"'{name}' is no name of an object.", nameof(name))
            : Uri.EscapeDataString(name);
}

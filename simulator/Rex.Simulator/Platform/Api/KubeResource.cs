namespace Rex.Simulator.Platform.Api;

/// <summary>A kind of object as its address in the API.</summary>
internal sealed record KubeResource(string Group, string Version, string Plural)
{
    public static KubeResource Pods { get; } = new("", "v1", "pods");

    public static KubeResource Jobs { get; } = new("batch", "v1", "jobs");

    public static KubeResource CodeRuns { get; } = new("agents.platform", "v1", "coderuns");

    public static KubeResource Workflows { get; } = new("argoproj.io", "v1alpha1", "workflows");

    public static KubeResource WorkflowTemplates { get; } = new("argoproj.io", "v1alpha1", "workflowtemplates");

    public static KubeResource WorkflowTaskResults { get; } = new("argoproj.io", "v1alpha1", "workflowtaskresults");

    public static KubeResource Remediations { get; } = new("rex.agents.platform", "v1alpha1", "remediations");

    public static KubeResource Namespaces { get; } = new("", "v1", "namespaces");

    public static KubeResource Nodes { get; } = new("", "v1", "nodes");

    public static KubeResource Definitions { get; } = new("apiextensions.k8s.io", "v1", "customresourcedefinitions");

    /// <summary>The path of the collection, of one namespace or (empty) of all.</summary>
    public string Collection(string ns = "")
    {
        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        return ns.Length == 0 ? $"{root}/{Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}";
    }

    public string Item(string ns, string name, string subresource = "") =>
        $"{Collection(ns)}/{Uri.EscapeDataString(name)}{(subresource.Length == 0 ? "" : "/" + subresource)}";
}

using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Templates;

/// <summary>What the platform brings into a cluster: definitions of its custom resources, and the play templates of each generation.</summary>
internal static class PlatformManifests
{
    /// <summary>The names of the play templates, oldest generation first.</summary>
    public static IReadOnlyList<string> PlayTemplates { get; } = ["play-g1", "play-g2", "play-g3"];

    /// <summary>CustomResourceDefinitions of Workflow, WorkflowTemplate, WorkflowTaskResult and CodeRun.</summary>
    public static IReadOnlyList<JsonObject> Definitions() =>
        [
            .. YamlJson
                .ParseAll(Text("argo-definitions.yaml"))
                .Concat(YamlJson.ParseAll(Text("coderun-definition.yaml")))
                .OfType<JsonObject>(),
        ];

    /// <summary>A play template's YAML.</summary>
    public static string PlayTemplateText(string name) => Text(name + ".yaml");

    /// <summary>A manifest's text.</summary>
    public static string Text(string file)
    {
        using var stream =
            typeof(PlatformManifests).Assembly.GetManifestResourceStream(file)
            ?? throw new ArgumentException($"there is no manifest {file}", nameof(file));
        return new StreamReader(stream).ReadToEnd();
    }

    /// <summary>Creates the play templates in a namespace, where they are missing.</summary>
    /// <param name="kubernetes">The cluster.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <param name="rewrite">What becomes of a template's YAML, given its name; null where it stays.</param>
    public static async Task InstallTemplatesAsync(
        HttpClient kubernetes,
        TimeProvider time,
        string ns,
        CancellationToken cancellationToken,
        Func<string, string, string>? rewrite = null
    )
    {
        var api = new KubeApi(kubernetes, time);
        foreach (var name in PlayTemplates)
        {
            var yaml = PlayTemplateText(name);
            var template = YamlJson.Parse(rewrite?.Invoke(name, yaml) ?? yaml);
            await api.CreateIfMissingAsync(KubeResource.WorkflowTemplates, ns, template, cancellationToken);
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Platform.Scripts;

/// <summary>
/// The behaviours of script steps, by play template and template name. Whoever runs a scenario may replace them for all workflows or for
/// one, also while it runs.
/// </summary>
internal sealed class ScriptBehaviours
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private readonly ConcurrentDictionary<(string Scope, string Template), ScriptBehaviour> behaviours = new();

    /// <summary>Those of the play templates that come with the simulator.</summary>
    public static ScriptBehaviours ForPlayTemplates() => Parse(PlatformManifests.Text("play-scripts.yaml"));

    /// <summary>From YAML: play template → template → behaviour.</summary>
    public static ScriptBehaviours Parse(string yaml)
    {
        var parsed = YamlJson.Parse(yaml).Deserialize<Dictionary<string, Dictionary<string, ScriptBehaviour>>>(Format) ?? [];
        var result = new ScriptBehaviours();
        foreach (var (play, templates) in parsed)
        {
            foreach (var (template, behaviour) in templates)
            {
                result.Set(play, template, behaviour);
            }
        }

        return result;
    }

    /// <summary>Sets what a step does.</summary>
    /// <param name="scope">A play template's name, or a workflow's: a workflow's own behaviour goes first.</param>
    /// <param name="template">The name of the script's template.</param>
    /// <param name="behaviour">What it does.</param>
    public void Set(string scope, string template, ScriptBehaviour behaviour) => behaviours[(scope, template)] = behaviour;

    public ScriptBehaviour? Find(string workflow, string play, string template) =>
        behaviours.GetValueOrDefault((workflow, template)) ?? behaviours.GetValueOrDefault((play, template));
}

using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A template variable in a part of a Sensor that is taken as it stands.</summary>
internal sealed class TemplateInStaticField()
    : LintRule(
        new RuleDescription
        {
            Id = "REX106",
            Name = "template-in-static-field",
            Severity = Severity.Error,
            Title = "a Sensor's own fields are never templated",
            Behaviour =
                "Only dataTemplate, contextTemplate and a filter's template are Go templates. Anywhere else {{ .Input… }} reaches the object as these very characters; in a name or a label the API server refuses it.",
            Source = "argo-events, pkg/sensors/triggers/params.go, ApplyParams",
            Fix =
                "Leave a fixed value in the field, and write the event's one with a parameter: src.dataKey or src.dataTemplate, and dest.",
        }
    )
{
    private static readonly string[] Templates = ["dataTemplate", "contextTemplate", "template"];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all)
    {
        if (!manifest.IsArgo("Sensor"))
        {
            return [];
        }

        return manifest
            .Root.Tree()
            .Where(each => each.Node.Text is { } text && GoTemplate.ReadsEvent(text) && !Templates.Contains(each.Key))
            .Select(each => each.Node)
            .Concat(manifest.Triggers.SelectMany(Unwritable))
            .Distinct()
            .Select(node => At(manifest, node, $"'{node.Text!.Trim().Split('\n')[0]}' stays as it is here"));
    }

    // Braces are valid in none of these, whoever would fill them in; unless a parameter writes over them.
    private static IEnumerable<ManifestNode> Unwritable(Trigger trigger)
    {
        var metadata = trigger.Resource?["metadata"];
        var names = (metadata?.Entries ?? [])
            .Where(field => field.Name is "name" or "generateName" or "namespace")
            .Select(field => (Path: $"metadata.{field.Name}", field.Value));
        var labels = (metadata?.EntriesAt("labels") ?? []).Select(label => (Path: $"metadata.labels.{label.Name}", label.Value));
        return names
            .Concat(labels)
            .Where(field => field.Value.Text?.Contains("{{", StringComparison.Ordinal) == true)
            .Where(field => !trigger.ResourceParameters.Any(parameter => Unescaped(parameter.Destination) == field.Path))
            .Select(field => field.Value);
    }

    // In a destination a backslash keeps a dot from being a step.
    private static string Unescaped(string destination) => destination.Replace("\\", "", StringComparison.Ordinal);
}

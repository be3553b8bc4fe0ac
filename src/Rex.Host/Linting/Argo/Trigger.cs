using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Argo;

/// <summary>One trigger of a Sensor.</summary>
internal sealed class Trigger
{
    private Trigger(ManifestNode node) => Node = node;

    /// <summary>The trigger.</summary>
    public ManifestNode Node { get; }

    /// <summary>What it does.</summary>
    public ManifestNode? Template => Node["template"];

    /// <summary>Its name, for people.</summary>
    public string Name => Template?.TextAt("name") ?? "?";

    /// <summary>The part that writes any Kubernetes object; null where it is another kind of trigger.</summary>
    public ManifestNode? Kubernetes => Template?["k8s"];

    /// <summary>The part that works on a Workflow; null where it is another kind of trigger.</summary>
    public ManifestNode? Workflow => Template?["argoWorkflow"];

    /// <summary>The part for either of these; null where it is another kind of trigger.</summary>
    public ManifestNode? Writer => Kubernetes ?? Workflow;

    /// <summary>The object that stands in the Sensor; null where it comes from elsewhere.</summary>
    public ManifestNode? Resource => Writer?.At("source", "resource");

    /// <summary>What the writing part does; null where nothing says.</summary>
    public string? Operation => Writer?.TextAt("operation");

    /// <summary>The parameters that change the object, with their destinations in it.</summary>
    public IEnumerable<(string Destination, ManifestNode Parameter)> ResourceParameters
    {
        get
        {
            var own = (Writer?.ItemsAt("parameters") ?? []).Select(parameter => (parameter.TextAt("dest") ?? "", parameter));
            // A trigger's own parameters reach into the whole template.
            var prefix = (Kubernetes is null ? "argoWorkflow" : "k8s") + ".source.resource.";
            return Node.ItemsAt("parameters")
                .Select(parameter => (Destination: parameter.TextAt("dest") ?? "", parameter))
                .Where(parameter => parameter.Destination.StartsWith(prefix, StringComparison.Ordinal))
                .Select(parameter => (parameter.Destination[prefix.Length..], parameter.parameter))
                .Concat(own);
        }
    }

    /// <summary>The triggers of a Sensor, those for dead letters too; none where the manifest is another kind's.</summary>
    public static IEnumerable<Trigger> Of(Manifest manifest)
    {
        foreach (var trigger in manifest.IsArgo("Sensor") ? manifest.Root.ItemsAt("spec", "triggers") : [])
        {
            for (var node = trigger; node is not null; node = node["dlqTrigger"])
            {
                yield return new Trigger(node);
            }
        }
    }

    /// <summary>Whether a parameter writes the value at this destination of the object.</summary>
    public bool Sets(string destination) => ResourceParameters.Any(parameter => parameter.Destination == destination);
}

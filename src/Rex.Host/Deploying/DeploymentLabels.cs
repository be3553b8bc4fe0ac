using Rex.Core.Agents;
using Rex.Core.Options;
using Rex.Host.Commands;

namespace Rex.Host.Deploying;

/// <summary>
/// The user's own labels: on each object, and on what the Sensor creates. A workflow controller with an instance id sees nothing of a Workflow that does not
/// have it as a label, and says nothing about that either.
/// </summary>
internal sealed class DeploymentLabels
{
    /// <summary>The label by which a workflow controller knows its own.</summary>
    public const string InstanceId = OfArgo + "controller-instanceid";

    private const string OfArgo = "workflows.argoproj.io/";

    private readonly IReadOnlyList<KeyValuePair<string, string>> _all;
    private readonly string? _instanceId;

    /// <param name="flags">The command line.</param>
    /// <param name="names">By which labels Rex finds what is its business.</param>
    /// <exception cref="CommandException">A label cannot be used.</exception>
    public DeploymentLabels(DeploymentFlags flags, PlatformNames names)
    {
        _all = [.. flags.Labels.Select(text => Parse(text, names))];
        _instanceId = flags.InstanceId;
        if (_instanceId is not (null or { Length: > 0 }) || !LabelSyntax.IsValue(_instanceId ?? ""))
        {
            throw Wrong($"--instance-id '{_instanceId}' is no value of a label.");
        }
    }

    /// <summary>Puts them on an object, and on what it creates.</summary>
    public void PutOn(ManifestDocument document)
    {
        Put(document);
        if (document.Kind == "WorkflowTemplate")
        {
            PutInstanceId(document);
        }

        foreach (var trigger in document.Objects("spec", "triggers"))
        {
            var created = trigger.Object("template", "k8s", "source", "resource")!;
            Put(created);
            if (created.Kind == "Workflow")
            {
                PutInstanceId(created);
            }
        }
    }

    private void Put(ManifestDocument document)
    {
        foreach (var (key, value) in _all)
        {
            document.Label(key, value);
        }
    }

    private void PutInstanceId(ManifestDocument document)
    {
        if (_instanceId is not null)
        {
            document.Label(InstanceId, _instanceId);
        }
    }

    private static KeyValuePair<string, string> Parse(string text, PlatformNames names)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var (key, value) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        if (at < 0 || !LabelSyntax.IsKey(key) || !LabelSyntax.IsValue(value))
        {
            throw Wrong($"--label '{text}' is no label, as team=platform is.");
        }

        // With such a label the Workflow would be taken for a main workflow, or for one that is completed.
        return
            key == names.WorkflowTypeLabel
            || key == "app.kubernetes.io/name"
            || key.StartsWith(OfArgo, StringComparison.Ordinal)
            || key.Contains("agents.platform/", StringComparison.Ordinal)
            ? throw Wrong($"--label '{key}' has a meaning for Rex or for Argo already{(key == InstanceId ? ": give --instance-id" : "")}.")
            : KeyValuePair.Create(key, value);
    }

    private static CommandException Wrong(string message) => new(ExitCode.BadInput, message);
}

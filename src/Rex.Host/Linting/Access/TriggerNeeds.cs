using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Access;

/// <summary>What a Sensor's account must be allowed to do for a trigger.</summary>
internal static class TriggerNeeds
{
    private const string Argo = "argoproj.io";

    /// <summary>The needs of a trigger, as Argo Events goes about it; none for what is not known.</summary>
    public static IEnumerable<Need> Of(Trigger trigger, Manifest sensor)
    {
        if (trigger.Resource is not { Kind: NodeKind.Mapping } resource)
        {
            return [];
        }

        var written = new Manifest(sensor.File, resource, sensor);
        var needs = trigger.Kubernetes is not null ? OfKubernetes(trigger, written) : OfWorkflow(trigger.Operation, written);
        // Where the event names the namespace, it can be any.
        return trigger.Sets("metadata.namespace") ? needs.Select(need => need with { Namespace = null }) : needs;
    }

    private static IEnumerable<Need> OfKubernetes(Trigger trigger, Manifest written)
    {
        string[] verbs = trigger.Operation switch
        {
            null or "create" => ["create"],
            "update" or "patch" or "delete" => ["get", trigger.Operation],
            _ => [],
        };
        return written.IsObject
            ? verbs.Select(verb => new Need(verb, written.Group, KnownResources.Plural(written), written.Namespace))
            : [];
    }

    private static IEnumerable<Need> OfWorkflow(string? operation, Manifest written)
    {
        (string Resource, string Verb)[] needs = operation switch
        {
            // The labels of the submitted workflow are how the Sensor finds it again.
            "submit" => [("workflows", "create"), ("workflows", "list")],
            "submit-from" => [(KnownResources.Plural(written), "get"), ("workflows", "create")],
            "resume" or "suspend" or "retry" => [("workflows", "get"), ("workflows", "update")],
            "resubmit" => [("workflows", "get"), ("workflows", "create")],
            "terminate" or "stop" => [("workflows", "get"), ("workflows", "patch")],
            _ => [],
        };
        return needs.Select(need => new Need(need.Verb, Argo, need.Resource, written.Namespace));
    }
}

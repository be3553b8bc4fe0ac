using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;
using Rex.Host.Linting.Scripts;

namespace Rex.Host.Linting.Access;

/// <summary>What the account of a workflow's pod must be allowed to do for a template.</summary>
internal static class TemplateNeeds
{
    /// <summary>The needs of a template: of its resource, or of the kubectl commands in its scripts; none for what is not known.</summary>
    public static IEnumerable<Need> Of(WorkflowTemplate template, Manifest workflow) =>
        OfResource(template, workflow).Concat(OfScripts(template, workflow));

    private static IEnumerable<Need> OfResource(WorkflowTemplate template, Manifest workflow)
    {
        if (
            template.Resource is not { } resource
            || resource["manifest"] is not { Text: not null } text
            || DocumentParser.Parse(DocumentText.Of(text)).Root is not { Kind: NodeKind.Mapping } root
        )
        {
            return [];
        }

        var written = new Manifest(workflow.File, root, workflow);
        if (!written.IsObject || (written.Kind + written.ApiVersion + written.Namespace).Contains("{{", StringComparison.Ordinal))
        {
            return [];
        }

        IEnumerable<string> verbs = resource.TextAt("action") switch
        {
            "create" => ["create"],
            "apply" => ["get", "create"],
            "get" or "delete" or "patch" => [resource.TextAt("action")!],
            "replace" => ["update"],
            _ => [],
        };
        var waits = resource["successCondition"] is not null || resource["failureCondition"] is not null;
        return (waits ? verbs.Append("get") : verbs).Select(verb => new Need(
            verb,
            written.Group,
            KnownResources.Plural(written),
            written.Namespace
        ));
    }

    private static IEnumerable<Need> OfScripts(WorkflowTemplate template, Manifest workflow) =>
        from script in Script.In(template.Node)
        from command in script.Commands
        let call = KubectlCommand.Of(command)
        where call is { Resource: not null, IsElsewhere: false }
        from name in call.Resource!.Split(',')
        let known = KnownResources.Named(name)
        where known is not null
        from verb in Verbs(call!)
        select new Need(verb, known!.Group, known.Plural, workflow.Namespace);

    private static IEnumerable<string> Verbs(KubectlCommand call) =>
        call.Verb switch
        {
            "get" => [call.HasName ? "get" : "list"],
            "delete" => call.HasName ? ["delete"] : ["list", "delete"],
            "label" or "annotate" or "patch" => ["get", "patch"],
            _ => [],
        };
}

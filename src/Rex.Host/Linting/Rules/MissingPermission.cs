using Rex.Host.Linting.Access;
using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>An account that may not do what the manifest has it do.</summary>
internal sealed class MissingPermission()
    : LintRule(
        new RuleDescription
        {
            Id = "REX601",
            Name = "missing-permission",
            Severity = Severity.Error,
            Title = "the ServiceAccount's Roles do not allow what the manifest does",
            Behaviour =
                "The API server answers 403 when the event comes or the step runs, long after the manifest was accepted; a Sensor only logs it. What is bound to the account in the given files counts, and only where each of "
                + "its Roles is among them. A workflow's pods need create and patch of workflowtaskresults besides.",
            Source =
                "https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/; argo-events, pkg/sensors/triggers (which requests a trigger makes); https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
            Fix = "Add the verbs to the Role, or bind one that has them.",
        }
    )
{
    // Of workflowtaskresults, by which a pod says what its outputs are.
    private static readonly string[] ReportVerbs = ["create", "patch"];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all)
    {
        if (manifest.IsArgo("Sensor"))
        {
            return OfSensor(manifest, all.Grants);
        }

        return manifest.Workflow is { } spec ? OfWorkflow(manifest, spec, all.Grants) : [];
    }

    private IEnumerable<Finding> OfSensor(Manifest sensor, Grants grants) =>
        sensor.Root.TextAt("spec", "template", "serviceAccountName") is not { } name
            ? []
            : from trigger in sensor.Triggers
            let account = new Account(sensor.Namespace, name)
            let missing = grants.Missing(account, TriggerNeeds.Of(trigger, sensor))
            where missing.Count > 0
            select At(sensor, trigger.Writer!, Sentence(account, missing, $"trigger '{trigger.Name}'"));

    private IEnumerable<Finding> OfWorkflow(Manifest workflow, WorkflowSpec spec, Grants grants)
    {
        foreach (var template in spec.Templates)
        {
            if ((template.Node.TextAt("serviceAccountName") ?? spec.ServiceAccount) is { } name)
            {
                var account = new Account(workflow.Namespace, name);
                var missing = grants.Missing(account, TemplateNeeds.Of(template, workflow));
                if (missing.Count > 0)
                {
                    yield return At(workflow, template.Node, Sentence(account, missing, $"template '{template.Name}'"));
                }
            }
        }

        // The executor may have an account of its own.
        if (spec.ServiceAccount is { } own && spec.Node["executor"] is null)
        {
            var account = new Account(workflow.Namespace, own);
            var reports = ReportVerbs.Select(verb => new Need(verb, "argoproj.io", "workflowtaskresults", workflow.Namespace));
            var missing = grants.Missing(account, reports);
            if (missing.Count > 0)
            {
                yield return At(workflow, spec.Node["serviceAccountName"]!, Sentence(account, missing, "the executor"));
            }
        }
    }

    private static string Sentence(Account account, IReadOnlyList<Need> missing, string what) =>
        $"ServiceAccount '{account.Name}' may not {string.Join(", ", missing)}, which {what} needs";
}

namespace Rex.Host.Tests.Linting;

/// <summary>Accounts, Roles and bindings over all of the given files, each in a file of its own.</summary>
public sealed class MissingPermissionTests
{
    private const string Sensor = """
        apiVersion: argoproj.io/v1alpha1
        kind: Sensor
        metadata: {name: a, namespace: events}
        spec:
          template: {serviceAccountName: sensor}
          triggers:
            - template:
                name: t
                OPERATION
        """;

    private const string Submit =
        "argoWorkflow: {operation: submit, source: {resource: {apiVersion: argoproj.io/v1alpha1, kind: Workflow, metadata: {generateName: w-}}}}";

    [Theory]
    [InlineData("argoproj.io", "workflows", "create, list", null)]
    [InlineData("argoproj.io", "workflows", "'*'", null)]
    [InlineData("'*'", "'*'", "'*'", null)]
    [InlineData("argoproj.io", "workflows", "create", "list workflows.argoproj.io")]
    [InlineData("argoproj.io", "workflowtemplates", "create, list", "create workflows.argoproj.io, list workflows.argoproj.io")]
    [InlineData("''", "workflows", "create, list", "create workflows.argoproj.io, list workflows.argoproj.io")]
    public void Submit_NeedsToCreateAndToFindAgain(string group, string resource, string verbs, string? missing) =>
        Missing(With(Submit), Role("Role", group, resource, verbs), Binding("Role", "events")).ShouldBe(missing);

    [Theory]
    [InlineData(
        "argoWorkflow: {operation: resume, source: {resource: {kind: Workflow, metadata: {name: w}}}}",
        "get workflows.argoproj.io, update workflows.argoproj.io"
    )]
    [InlineData(
        "argoWorkflow: {operation: terminate, source: {resource: {kind: Workflow, metadata: {name: w}}}}",
        "get workflows.argoproj.io, patch workflows.argoproj.io"
    )]
    [InlineData(
        "argoWorkflow: {operation: submit-from, source: {resource: {kind: WorkflowTemplate, metadata: {name: w}}}}",
        "get workflowtemplates.argoproj.io, create workflows.argoproj.io"
    )]
    [InlineData(
        "k8s: {operation: patch, source: {resource: {apiVersion: apps/v1, kind: Deployment, metadata: {name: d}}}}",
        "get deployments.apps, patch deployments.apps"
    )]
    [InlineData("k8s: {source: {resource: {apiVersion: v1, kind: Pod, metadata: {name: d}}}}", "create pods")]
    [InlineData(
        "k8s: {source: {resource: {apiVersion: acme.example/v1, kind: Policy, metadata: {name: d}}}}",
        "create policies.acme.example"
    )]
    [InlineData("http: {url: 'http://a'}", null)]
    public void Trigger_NeedsWhatItsOperationDoes(string operation, string? missing) =>
        Missing(With(operation), Role("Role", "batch", "jobs", "get"), Binding("Role", "events")).ShouldBe(missing);

    [Fact]
    public void NoBindingInTheFiles_SaysNothing() => Missing(With(Submit), Role("Role", "batch", "jobs", "get")).ShouldBeNull();

    [Fact]
    public void RoleThatIsNotInTheFiles_SaysNothing() => Missing(With(Submit), Binding("Role", "events")).ShouldBeNull();

    [Fact]
    public void AggregatedRole_SaysNothing() =>
        Missing(With(Submit), Role("ClusterRole", "batch", "jobs", "get") + "\naggregationRule: {}", Binding("ClusterRole", "events"))
            .ShouldBeNull();

    [Fact]
    public void BindingInAnotherNamespace_DoesNotCountThere()
    {
        var elsewhere = With(Submit.Replace("generateName: w-", "generateName: w-, namespace: argo", StringComparison.Ordinal));

        Missing(elsewhere, Role("Role", "'*'", "'*'", "'*'"), Binding("Role", "events")).ShouldNotBeNull();
        Missing(elsewhere, Role("ClusterRole", "'*'", "'*'", "'*'"), Binding("ClusterRole", null)).ShouldBeNull();
        Missing(
                elsewhere.Replace(
                    "operation: submit",
                    "operation: submit, parameters: [{dest: metadata.namespace}]",
                    StringComparison.Ordinal
                ),
                Role("Role", "'*'", "'*'", "'*'"),
                Binding("Role", "events")
            )
            .ShouldBeNull();
    }

    [Fact]
    public void SeveralBindings_AreAddedUp() =>
        Missing(
                With(Submit),
                Role("Role", "argoproj.io", "workflows", "create"),
                Role("ClusterRole", "argoproj.io", "workflows", "list"),
                Binding("Role", "events"),
                Binding("ClusterRole", "events")
            )
            .ShouldBeNull();

    [Fact]
    public void AccountOfTheSameNameInAnotherNamespace_IsAnother() =>
        Missing(
                With(Submit),
                Role("Role", "batch", "jobs", "get"),
                Binding("Role", "events")
                    .Replace("name: sensor, namespace: events", "name: sensor, namespace: other", StringComparison.Ordinal)
            )
            .ShouldBeNull();

    [Theory]
    [InlineData(
        "resource: {action: delete, manifest: 'apiVersion: batch/v1\\nkind: Job\\nmetadata: {name: a}'}",
        "get",
        "delete jobs.batch"
    )]
    [InlineData(
        "resource: {action: create, successCondition: a=b, manifest: \"apiVersion: batch/v1\\nkind: Job\\nmetadata: {name: a}\"}",
        "create",
        "get jobs.batch"
    )]
    [InlineData("resource: {action: get, manifest: \"apiVersion: batch/v1\\nkind: Job\\nmetadata: {name: '{{x}}'}\"}", "get", null)]
    [InlineData("resource: {action: create, manifest: \"apiVersion: batch/v1\\nkind: '{{inputs.parameters.kind}}'\"}", "get", null)]
    [InlineData("script: {image: k, command: [sh], source: 'kubectl get jobs -l a=b'}", "get", "list jobs.batch")]
    [InlineData("script: {image: k, command: [sh], source: 'kubectl delete job/a'}", "get", "delete jobs.batch")]
    [InlineData("script: {image: k, command: [sh], source: 'kubectl delete job a -n elsewhere'}", "get", null)]
    [InlineData(
        "script: {image: k, command: [sh], source: 'kubectl label coderuns.agents.platform a b=c'}",
        "get",
        "get coderuns.agents.platform, patch coderuns.agents.platform"
    )]
    [InlineData("script: {image: k, command: [sh], source: 'kubectl get widgets'}", "get", null)]
    public void Template_NeedsWhatItDoes(string template, string verb, string? missing) =>
        Missing(Workflow(template), Role("Role", "batch", "jobs", verb) + Reports, Binding("Role", "events")).ShouldBe(missing);

    [Fact]
    public void Workflow_NeedsToReportItsOutputs() =>
        Missing(Workflow("container: {image: a}"), Role("Role", "batch", "jobs", "get"), Binding("Role", "events"))
            .ShouldBe("create workflowtaskresults.argoproj.io, patch workflowtaskresults.argoproj.io");

    private const string Reports = "\n  - {apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch]}";

    private static string With(string operation) => Sensor.Replace("OPERATION", operation, StringComparison.Ordinal);

    private static string Workflow(string template) =>
        Manifests
            .Workflow(
                template.Replace(
                    "'apiVersion: batch/v1\\nkind: Job\\nmetadata: {name: a}'",
                    "\"apiVersion: batch/v1\\nkind: Job\\nmetadata: {name: a}\"",
                    StringComparison.Ordinal
                )
            )
            .Replace("name: w\n", "name: w\n  namespace: events\n", StringComparison.Ordinal)
            .Replace("spec:\n", "spec:\n  serviceAccountName: sensor\n", StringComparison.Ordinal);

    private static string Role(string kind, string group, string resource, string verbs) =>
        $"apiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata: {{name: r}}\nrules:\n  - {{apiGroups: [{group}], resources: [{resource}], verbs: [{verbs}]}}";

    private static string Binding(string role, string? where) =>
        $$"""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: {{(where is null ? "ClusterRoleBinding" : "RoleBinding")}}
            metadata: {name: b{{(where is null ? "" : $", namespace: {where}")}}}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: {{role}}, name: r}
            subjects: [{kind: ServiceAccount, name: sensor, namespace: events}]
            """;

    // What the one finding says is missing; null where there is none.
    private static string? Missing(params string[] texts)
    {
        var report = LintCorpus.LintTexts(texts);
        report.Findings.ShouldNotContain(finding => finding.Rule.Id == "REX001");
        var found = report.Findings.Where(finding => finding.Rule.Id == "REX601").ToList();
        found.Count.ShouldBeLessThanOrEqualTo(1);
        return found.Count == 0 ? null : found[0].Message.Split(" may not ")[1].Split(", which ")[0];
    }
}

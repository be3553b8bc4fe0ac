namespace Rex.Host.Tests.Linting;

/// <summary>Where the rules on workflows, labels and groups fire beside their examples in the corpus, and where they must not.</summary>
public sealed class WorkflowRuleCasesTests
{
    [Theory]
    [InlineData("""{{=sprig.hasPrefix(inputs.parameters.ref, "a")}}""", true)]
    [InlineData("""{{=sprig.hasPrefix("a", inputs.parameters.ref)}}""", false)]
    [InlineData("""{{=hasPrefix("a", inputs.parameters.ref)}}""", true)]
    [InlineData("""{{=hasPrefix(inputs.parameters.ref, "a")}}""", false)]
    [InlineData("""print(hasPrefix("a", ref))""", false)]
    public void SwappedPrefix_InAnExpression(string text, bool fires) =>
        LintCorpus.Fires("REX204", Manifests.Workflow($"container: {{image: a, args: ['{text}']}}")).ShouldBe(fires);

    [Theory]
    [InlineData("acme/shop", true)]
    [InlineData("12:30", true)]
    [InlineData("-a", true)]
    [InlineData("a-", true)]
    [InlineData("acme-shop_1.0", false)]
    [InlineData("", false)]
    [InlineData("{{workflow.parameters.repository}}", true)]
    [InlineData("{{workflow.parameters.task}}", false)]
    [InlineData("{{inputs.parameters.any/thing}}", false)]
    public void InvalidLabel_LooksThroughParameters(string value, bool fires) =>
        LintCorpus
            .Fires(
                "REX302",
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Workflow
                metadata: {labels: {a: "VALUE"}}
                spec: {arguments: {parameters: [{name: repository, value: acme/shop}, {name: task, value: "3"}]}}
                """.Replace("VALUE", value, StringComparison.Ordinal)
            )
            .ShouldBe(fires);

    [Theory]
    [InlineData("{name: a, valueFrom: {supplied: {}}}", false)]
    [InlineData("{name: a, value: '1'}", true)]
    [InlineData("{name: a}", true)]
    public void SuspendOutput_NeedsValueFrom(string output, bool fires) =>
        LintCorpus.Fires("REX503", Manifests.Workflow($"suspend: {{}}\n      outputs: {{parameters: [{output}]}}")).ShouldBe(fires);

    [Theory]
    [InlineData("action: delete, successCondition: a=b", true)]
    [InlineData("action: delete, failureCondition: a=b", true)]
    [InlineData("action: create, successCondition: a=b", false)]
    [InlineData("action: delete", false)]
    public void DeleteTemplate_TakesNoCondition(string resource, bool fires) =>
        LintCorpus.Fires("REX505", Manifests.Workflow($"resource: {{{resource}}}")).ShouldBe(fires);

    [Fact]
    public void DeleteTemplate_TakesNoOutputs() =>
        LintCorpus
            .Fires(
                "REX505",
                Manifests.Workflow("resource: {action: delete}\n      outputs: {parameters: [{name: a, valueFrom: {jsonPath: b}}]}")
            )
            .ShouldBeTrue();

    [Theory]
    [InlineData("argoproj.io/v1", "Workflow", true)]
    [InlineData("v1alpha1", "Sensor", true)]
    [InlineData("argo.io/v1alpha1", "Workflow", true)]
    [InlineData("argoproj.io/v1alpha1", "EventBus", false)]
    [InlineData("serverless.example.com/v1", "Workflow", false)]
    [InlineData("extensions/v1beta1", "Deployment", true)]
    [InlineData("apps/v1", "Deployment", false)]
    [InlineData("batch/v1beta1", "CronJob", false)]
    [InlineData("rbac.authorization.k8s.io/v1beta1", "Role", false)]
    [InlineData("{{inputs.parameters.version}}", "Role", false)]
    public void ApiGroup_OfAKind(string apiVersion, string kind, bool fires) =>
        LintCorpus.Fires("REX602", $"apiVersion: \"{apiVersion}\"\nkind: {kind}\nmetadata: {{name: a}}").ShouldBe(fires);

    [Theory]
    [InlineData("[argoproj.io]", "[workflows]", false)]
    [InlineData("[argoproj.io, '']", "[workflows, pods, pods/log]", false)]
    [InlineData("['']", "[workflows]", true)]
    [InlineData("[argoproj.io/v1alpha1]", "[workflows]", true)]
    [InlineData("['*']", "[workflows]", false)]
    [InlineData("[argoproj.io]", "[coderuns]", true)]
    [InlineData("[acme.example]", "[widgets]", false)]
    public void ApiGroup_OfARule(string groups, string resources, bool fires) =>
        LintCorpus
            .Fires(
                "REX602",
                $"apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {{name: a}}\nrules: [{{apiGroups: {groups}, resources: {resources}, verbs: [get]}}]"
            )
            .ShouldBe(fires);

    [Fact]
    public void List_ItsItemsAreManifests() =>
        LintCorpus
            .Fires("REX302", "apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: Pod, metadata: {labels: {a: b/c}}}")
            .ShouldBeTrue();

    [Theory]
    [InlineData("kind: CronWorkflow\nspec: {workflowSpec: {templates: [TEMPLATE]}}")]
    [InlineData("kind: ClusterWorkflowTemplate\nspec: {templates: [TEMPLATE]}")]
    [InlineData("kind: Workflow\nspec: {templates: [{name: a, steps: [[{name: b, inline: TEMPLATE}]]}]}")]
    [InlineData(
        "kind: Sensor\nspec: {triggers: [{template: {argoWorkflow: {operation: submit, source: {resource: {apiVersion: argoproj.io/v1alpha1, kind: Workflow, metadata: {name: a}, spec: {templates: [TEMPLATE]}}}}}}]}"
    )]
    public void Workflow_IsFoundWhereverOneStands(string manifest) =>
        LintCorpus
            .Fires(
                "REX505",
                "apiVersion: argoproj.io/v1alpha1\n"
                    + manifest.Replace("TEMPLATE", "{resource: {action: delete, successCondition: a=b}}", StringComparison.Ordinal)
            )
            .ShouldBeTrue();
}

namespace Rex.Host.Tests.Linting;

/// <summary>Where the rules on Sensors fire beside their examples in the corpus, and where they must not: a false alarm is worse than a miss.</summary>
public sealed class SensorRuleCasesTests
{
    [Theory]
    [InlineData("k8s", "create", false)]
    [InlineData("k8s", "update", false)]
    [InlineData("k8s", "patch", false)]
    [InlineData("k8s", "", false)]
    [InlineData("k8s", "apply", true)]
    [InlineData("k8s", "submit", true)]
    [InlineData("argoWorkflow", "submit-from", false)]
    [InlineData("argoWorkflow", "stop", false)]
    [InlineData("argoWorkflow", "resubmit", false)]
    [InlineData("argoWorkflow", "", true)]
    [InlineData("k8s: {operation: create}\n        argoWorkflow", "", true)]
    [InlineData("argoWorkflow", "delete", true)]
    [InlineData("argoWorkflow", "Resume", true)]
    public void UnsupportedOperation_DependsOnTheTrigger(string kind, string operation, bool fires) =>
        LintCorpus
            .Fires(
                "REX101",
                Manifests.Trigger(
                    $"{kind}: {{operation: {operation}, source: {{resource: {{kind: Workflow, apiVersion: argoproj.io/v1alpha1, metadata: {{name: a}}}}}}}}"
                )
            )
            .ShouldBe(fires);

    [Theory]
    [InlineData("argoWorkflow: {operation: submit, source: {resource: {metadata: {generateName: a-}}}}", false)]
    [InlineData("argoWorkflow: {operation: submit, source: {resource: {metadata: {}}}}", true)]
    [InlineData("argoWorkflow: {operation: stop, source: {resource: {metadata: {generateName: a-}}}}", true)]
    [InlineData("argoWorkflow: {operation: stop, source: {s3: {}}}", false)]
    [InlineData("argoWorkflow: {operation: stop, source: {resource: {kind: Workflow}}, parameters: [{dest: metadata}]}", false)]
    [InlineData("k8s: {operation: delete, source: {resource: {metadata: {labels: {a: b}}}}}", true)]
    [InlineData("k8s: {operation: create, source: {resource: {metadata: {generateName: a-}}}}", false)]
    public void OperationWithoutName_LooksAtWhatTheOperationNeeds(string template, bool fires) =>
        LintCorpus.Fires("REX102", Manifests.Trigger(template)).ShouldBe(fires);

    [Fact]
    public void OperationWithoutName_TakesTheTriggersOwnParameters() =>
        LintCorpus
            .Fires(
                "REX102",
                Manifests.Trigger(
                    "argoWorkflow: {operation: stop, source: {resource: {kind: Workflow}}}",
                    "parameters: [{dest: argoWorkflow.source.resource.metadata.name}]"
                )
            )
            .ShouldBeFalse();

    [Theory]
    [InlineData("k8s: {labelSelector: {a: b}}", true)]
    [InlineData("argoWorkflow: {operation: submit, labelSelector: a=b}", true)]
    [InlineData("retryStrategy: {steps: 3}", true)]
    [InlineData("k8s: {source: {resource: {kind: Deployment, apiVersion: apps/v1, spec: {selector: {a: b}}}}}", false)]
    public void UnknownField_IsKnownWithoutASchema(string template, bool fires) =>
        LintCorpus.Fires("REX103", Manifests.Trigger(template)).ShouldBe(fires);

    [Theory]
    [InlineData("retryStrategy: {steps: 3}", true)]
    [InlineData("atLeastOnce: false\n      retryStrategy: {steps: 3}", true)]
    [InlineData("atLeastOnce: true\n      retryStrategy: {steps: 3}", false)]
    [InlineData("dlqTrigger: {atLeastOnce: true, template: {name: b}}", true)]
    [InlineData("atLeastOnce: true\n      dlqTrigger: {retryStrategy: {steps: 2}, template: {name: b}}", true)]
    [InlineData("atLeastOnce: true\n      dlqTrigger: {atLeastOnce: true, template: {name: b}}", false)]
    [InlineData("atLeastOnce: true\n      dlqTrigger: {template: {name: b}}", true)]
    public void Retry_NeedsAtLeastOnce(string beside, bool fires) =>
        LintCorpus.Fires("REX104", Manifests.Trigger("log: {}", beside)).ShouldBe(fires);

    [Theory]
    [InlineData("k8s: {labelSelector: 'task={{ .Input.body.task }}'}", true)]
    [InlineData("k8s: {source: {resource: {metadata: {name: a, labelSelector: {task: '{{x}}'}}}}}", true)]
    [InlineData("k8s: {source: {resource: {spec: {selector: {a: '{{workflow.name}}'}}}}}", false)]
    public void TemplateInLabelSelector_OnlyWhereArgoEventsSelects(string template, bool fires) =>
        LintCorpus.Fires("REX105", Manifests.Trigger(template)).ShouldBe(fires);

    [Theory]
    [InlineData("http: {url: 'http://a/{{ .Input.body.x }}'}", true)]
    [InlineData("slack: {message: 'pushed: {{- .Input.body.ref }}'}", true)]
    [InlineData("k8s: {source: {resource: {metadata: {name: 'a-{{x}}'}}}}", true)]
    [InlineData("k8s: {source: {resource: {metadata: {name: 'a-{{x}}'}}}, parameters: [{dest: metadata.name}]}", false)]
    [InlineData(
        "k8s: {source: {resource: {metadata: {labels: {a.b/c: '{{x}}'}}}}, parameters: [{dest: 'metadata.labels.a\\.b/c'}]}",
        false
    )]
    [InlineData("http: {payload: [{src: {dataTemplate: '{{ .Input.body.x }}'}}]}", false)]
    [InlineData(
        "argoWorkflow: {source: {resource: {spec: {templates: [{container: {args: ['{{inputs.parameters.x}}', '{{.Id}}']}}]}}}}",
        false
    )]
    public void TemplateInStaticField_LeavesArgoWorkflowsAndOtherToolsAlone(string template, bool fires) =>
        LintCorpus.Fires("REX106", Manifests.Trigger(template)).ShouldBe(fires);

    [Theory]
    [InlineData("5DLabs-Rex[bot]", true)]
    [InlineData("^dependabot[bot]$", true)]
    [InlineData("feat(ui)", true)]
    [InlineData(@"^5DLabs-Rex\[bot\]$", false)]
    [InlineData("^v[0-9]+$", false)]
    [InlineData("^[A-Za-z]+$", false)]
    [InlineData("^refs/heads/(main|dev)$", false)]
    [InlineData("^task-[vV]$", false)]
    [InlineData("main", false)]
    [InlineData("a.b", false)]
    public void MistakenLiteral_IsATextAndNoPattern(string value, bool fires) =>
        LintCorpus.Fires("REX201", Manifests.Filter($"{{type: string, value: ['{value}']}}")).ShouldBe(fires);

    [Theory]
    [InlineData("string", "main", true)]
    [InlineData("string", "main|dev", true)]
    [InlineData("string", "^main", false)]
    [InlineData("string", "main$", false)]
    [InlineData("string", ".*main.*", false)]
    [InlineData("string", "5DLabs-Rex[bot]", false)]
    [InlineData("number", "12", false)]
    [InlineData("bool", "true", false)]
    public void UnanchoredFilter_SaysNothingWhereAPartIsMeant(string type, string value, bool fires) =>
        LintCorpus.Fires("REX202", Manifests.Filter($"{{type: {type}, value: ['{value}']}}")).ShouldBe(fires);

    [Theory]
    [InlineData("string", "=", false)]
    [InlineData("string", "!=", false)]
    [InlineData("string", ">", true)]
    [InlineData("string", "==", true)]
    [InlineData("string", "not in", true)]
    [InlineData("number", ">=", false)]
    [InlineData("number", "<", false)]
    [InlineData("bool", "=", false)]
    [InlineData("bool", "!=", true)]
    public void RefusedComparator_DependsOnTheType(string type, string comparator, bool fires) =>
        LintCorpus.Fires("REX203", Manifests.Filter($"{{type: {type}, comparator: '{comparator}', value: ['^1$']}}")).ShouldBe(fires);

    [Theory]
    [InlineData("""{{ hasPrefix .Input.body.ref "a" }}""", true)]
    [InlineData("""{{ if hasSuffix $ref "a" }}x{{ end }}""", true)]
    [InlineData("""{{ "a" | hasPrefix .Input.body.ref }}""", true)]
    [InlineData("""{{ trimPrefix .Input.body.ref "a" }}""", true)]
    [InlineData("""{{ hasPrefix "a" .Input.body.ref }}""", false)]
    [InlineData("""{{ .Input.body.ref | hasPrefix "a" }}""", false)]
    [InlineData("""{{ hasPrefix .Input.body.prefix .Input.body.ref }}""", false)]
    [InlineData("""{{ .Input.body.ref | trimPrefix "refs/heads/" }}""", false)]
    public void SwappedPrefix_InAGoTemplate(string template, bool fires) =>
        LintCorpus.Fires("REX204", Manifests.Trigger($"http: {{payload: [{{src: {{dataTemplate: '{template}'}}}}]}}")).ShouldBe(fires);

    [Theory]
    [InlineData("|\n                  {{ .Input.a }}", true)]
    [InlineData("' {{ .Input.a }}'", true)]
    [InlineData("'{{ .Input.a }} '", true)]
    [InlineData("|-\n                  {{ if .Input.a }}\n                  x\n                  {{ end }}", true)]
    [InlineData("|-\n                  {{ .Input.a }}", false)]
    [InlineData("|\n                  {{ .Input.a -}}", false)]
    [InlineData("|\n                  {{- if .Input.a -}}\n                  x\n                  {{- end -}}", false)]
    [InlineData("'{{ .Input.a }}-{{ .Input.b }}'", false)]
    public void UntrimmedLabel_SeesWhatIsLeftAround(string template, bool fires) =>
        LintCorpus.Fires("REX301", Manifests.LabelParameter("dataTemplate: " + template)).ShouldBe(fires);

    [Theory]
    [InlineData("dataKey: body.repository.full_name", true)]
    [InlineData("dataKey: body.repository.clone_url", true)]
    [InlineData("dataKey: body.repository.name", false)]
    [InlineData("dataTemplate: '{{ .Input.body.repository.html_url }}'", true)]
    [InlineData("dataTemplate: '{{ .Input.body.repository.full_name | replace \"/\" \"-\" }}'", false)]
    public void InvalidLabel_KnowsWhatAnEventBrings(string source, bool fires) =>
        LintCorpus.Fires("REX302", Manifests.LabelParameter(source)).ShouldBe(fires);
}

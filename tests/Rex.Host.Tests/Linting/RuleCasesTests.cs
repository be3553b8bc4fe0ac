using Rex.Host.Linting;

namespace Rex.Host.Tests.Linting;

/// <summary>Where a rule fires beside its example in the corpus, and where it must not: a false alarm is worse than a miss.</summary>
public sealed class RuleCasesTests
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
    [InlineData("argoWorkflow", "delete", true)]
    [InlineData("argoWorkflow", "Resume", true)]
    public void UnsupportedOperation_DependsOnTheTrigger(string kind, string operation, bool fires) =>
        Fires(
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
        Fires("REX102", Manifests.Trigger(template)).ShouldBe(fires);

    [Fact]
    public void OperationWithoutName_TakesTheTriggersOwnParameters() =>
        Fires(
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
        Fires("REX103", Manifests.Trigger(template)).ShouldBe(fires);

    [Theory]
    [InlineData("retryStrategy: {steps: 3}", true)]
    [InlineData("atLeastOnce: false\n      retryStrategy: {steps: 3}", true)]
    [InlineData("atLeastOnce: true\n      retryStrategy: {steps: 3}", false)]
    [InlineData("dlqTrigger: {atLeastOnce: true, template: {name: b}}", true)]
    [InlineData("atLeastOnce: true\n      dlqTrigger: {retryStrategy: {steps: 2}, template: {name: b}}", true)]
    [InlineData("atLeastOnce: true\n      dlqTrigger: {atLeastOnce: true, template: {name: b}}", false)]
    public void Retry_NeedsAtLeastOnce(string beside, bool fires) => Fires("REX104", Manifests.Trigger("log: {}", beside)).ShouldBe(fires);

    [Theory]
    [InlineData("k8s: {labelSelector: 'task={{ .Input.body.task }}'}", true)]
    [InlineData("k8s: {source: {resource: {metadata: {name: a, labelSelector: {task: '{{x}}'}}}}}", true)]
    [InlineData("k8s: {source: {resource: {spec: {selector: {a: '{{workflow.name}}'}}}}}", false)]
    public void TemplateInLabelSelector_OnlyWhereArgoEventsSelects(string template, bool fires) =>
        Fires("REX105", Manifests.Trigger(template)).ShouldBe(fires);

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
        Fires("REX106", Manifests.Trigger(template)).ShouldBe(fires);

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
        Fires("REX201", Manifests.Filter($"{{type: string, value: ['{value}']}}")).ShouldBe(fires);

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
        Fires("REX202", Manifests.Filter($"{{type: {type}, value: ['{value}']}}")).ShouldBe(fires);

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
        Fires("REX203", Manifests.Filter($"{{type: {type}, comparator: '{comparator}', value: ['^1$']}}")).ShouldBe(fires);

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
        Fires("REX204", Manifests.Trigger($"http: {{payload: [{{src: {{dataTemplate: '{template}'}}}}]}}")).ShouldBe(fires);

    [Theory]
    [InlineData("""{{=sprig.hasPrefix(inputs.parameters.ref, "a")}}""", true)]
    [InlineData("""{{=sprig.hasPrefix("a", inputs.parameters.ref)}}""", false)]
    [InlineData("""{{=hasPrefix("a", inputs.parameters.ref)}}""", true)]
    [InlineData("""{{=hasPrefix(inputs.parameters.ref, "a")}}""", false)]
    [InlineData("""print(hasPrefix("a", ref))""", false)]
    public void SwappedPrefix_InAnExpression(string text, bool fires) =>
        Fires("REX204", Manifests.Workflow($"container: {{image: a, args: ['{text}']}}")).ShouldBe(fires);

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
        Fires("REX301", Manifests.LabelParameter("dataTemplate: " + template)).ShouldBe(fires);

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
        Fires(
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
    [InlineData("dataKey: body.repository.full_name", true)]
    [InlineData("dataKey: body.repository.clone_url", true)]
    [InlineData("dataKey: body.repository.name", false)]
    [InlineData("dataTemplate: '{{ .Input.body.repository.html_url }}'", true)]
    [InlineData("dataTemplate: '{{ .Input.body.repository.full_name | replace \"/\" \"-\" }}'", false)]
    public void InvalidLabel_KnowsWhatAnEventBrings(string source, bool fires) =>
        Fires("REX302", Manifests.LabelParameter(source)).ShouldBe(fires);

    [Theory]
    [InlineData("kubectl get pods -l a=b -n x -l c=d", "REX401")]
    [InlineData("kubectl delete pods --selector=a=b --selector c=d", "REX401")]
    [InlineData("kubectl get pods -la=b -lc=d", "REX401")]
    [InlineData("kubectl get pods -l a=b; kubectl get jobs -l c=d", null)]
    [InlineData("kubectl run x --image=y -l a=b -l c=d", null)]
    [InlineData("kubectl exec x -- ls -l a -l b", null)]
    [InlineData("# kubectl get pods -l a=b -l c=d", null)]
    [InlineData("echo kubectl get pods -l a=b -l c=d", null)]
    [InlineData("kubectl get pods -l a=b,c=d -o name || kubectl get pods -l a=b -o name", "REX402")]
    [InlineData("kubectl get pods -l a=b || kubectl get pods", "REX402")]
    [InlineData("kubectl get pods -l a=b | head -1 || kubectl get pods -A", "REX402")]
    [InlineData("x=$(kubectl get wf -l a=b,c=d); [ -z \"$x\" ] && x=$(kubectl get wf -l a=b)", "REX402")]
    [InlineData("x=`kubectl get wf -l a=b,c=d`; if [[ -z ${x} ]]; then x=`kubectl get wf -l c=d`; fi", "REX402")]
    [InlineData("x=$(kubectl get wf -l a=b,c=d); x=$(kubectl get wf -l a=b)", null)]
    [InlineData("x=$(kubectl get wf -l a=b); [ -z \"$x\" ] && x=$(kubectl get wf -l a=b)", null)]
    [InlineData("x=$(kubectl get wf -l a=b); [ -z \"$y\" ] && x=$(kubectl get wf)", null)]
    [InlineData("kubectl get pod a || kubectl get pod b", null)]
    [InlineData("kubectl get pods -l a=b || kubectl get jobs", null)]
    [InlineData("kubectl delete pod a || true", "REX403")]
    [InlineData("kubectl delete pod a 2>/dev/null || :", "REX403")]
    [InlineData("timeout 60 kubectl delete pod a 2>&1 | tee log || echo gone", "REX403")]
    [InlineData("kubectl delete pod a || exit 0", "REX403")]
    [InlineData("curl -X DELETE http://api/pods/a || true", "REX403")]
    [InlineData("kubectl delete pod a || exit 1", null)]
    [InlineData("kubectl delete pod a || { echo failed; exit 1; }", null)]
    [InlineData("kubectl delete pod a --ignore-not-found", null)]
    [InlineData("kubectl get pod a || true", null)]
    [InlineData("kubectl delete pod a; grep x y || true", null)]
    [InlineData("cat <<EOF\nkubectl delete pod a || true\nEOF", null)]
    [InlineData("argo resume x", "REX501")]
    [InlineData("argo resume x --node-field-selector displayName=y", null)]
    [InlineData("argo retry x", null)]
    [InlineData("argo get x", null)]
    [InlineData("curl -X PUT http://argo:2746/api/v1/workflows/ns/x/resume", "REX501")]
    [InlineData("curl -X PUT http://argo:2746/api/v1/workflows/ns/x/resume -d '{\"nodeFieldSelector\": \"displayName=y\"}'", null)]
    public void Script_IsReadAsAShellReadsIt(string script, string? rule) =>
        LintCorpus.LintTexts(Manifests.Script(script)).Findings.Select(finding => finding.Rule.Id).ShouldBe(rule is null ? [] : [rule]);

    [Theory]
    [InlineData("command: [kubectl, get, pods, -l, a=b, -l, c=d]", true)]
    [InlineData("command: [kubectl]\n        args: [get, pods, -l, a=b, -l, c=d]", true)]
    [InlineData("args: [get, pods, -l, a=b, -l, c=d]", false)]
    [InlineData("command: [python, -c]\n        args: ['kubectl get pods -l a=b -l c=d']", false)]
    [InlineData("command: [/bin/bash, -euo, pipefail, -c, 'kubectl get pods -l a=b -l c=d']", true)]
    public void Container_RunsAShellOrNot(string container, bool fires) =>
        Fires("REX401", Manifests.Workflow("container:\n        image: x\n        " + container)).ShouldBe(fires);

    [Fact]
    public void ResourceFlags_AreKubectls() =>
        Fires("REX401", Manifests.Workflow("resource: {action: delete, flags: [coderuns, -l, a=b, -l, c=d]}")).ShouldBeTrue();

    [Theory]
    [InlineData("{name: a, valueFrom: {supplied: {}}}", false)]
    [InlineData("{name: a, value: '1'}", true)]
    [InlineData("{name: a}", true)]
    public void SuspendOutput_NeedsValueFrom(string output, bool fires) =>
        Fires("REX503", Manifests.Workflow($"suspend: {{}}\n      outputs: {{parameters: [{output}]}}")).ShouldBe(fires);

    [Theory]
    [InlineData("action: delete, successCondition: a=b", true)]
    [InlineData("action: delete, failureCondition: a=b", true)]
    [InlineData("action: create, successCondition: a=b", false)]
    [InlineData("action: delete", false)]
    public void DeleteTemplate_TakesNoCondition(string resource, bool fires) =>
        Fires("REX505", Manifests.Workflow($"resource: {{{resource}}}")).ShouldBe(fires);

    [Fact]
    public void DeleteTemplate_TakesNoOutputs() =>
        Fires(
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
        Fires("REX602", $"apiVersion: \"{apiVersion}\"\nkind: {kind}\nmetadata: {{name: a}}").ShouldBe(fires);

    [Theory]
    [InlineData("[argoproj.io]", "[workflows]", false)]
    [InlineData("[argoproj.io, '']", "[workflows, pods, pods/log]", false)]
    [InlineData("['']", "[workflows]", true)]
    [InlineData("[argoproj.io/v1alpha1]", "[workflows]", true)]
    [InlineData("['*']", "[workflows]", false)]
    [InlineData("[argoproj.io]", "[coderuns]", true)]
    [InlineData("[acme.example]", "[widgets]", false)]
    public void ApiGroup_OfARule(string groups, string resources, bool fires) =>
        Fires(
                "REX602",
                $"apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {{name: a}}\nrules: [{{apiGroups: {groups}, resources: {resources}, verbs: [get]}}]"
            )
            .ShouldBe(fires);

    [Fact]
    public void List_ItsItemsAreManifests() =>
        Fires("REX302", "apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: Pod, metadata: {labels: {a: b/c}}}").ShouldBeTrue();

    [Theory]
    [InlineData("kind: CronWorkflow\nspec: {workflowSpec: {templates: [TEMPLATE]}}")]
    [InlineData("kind: ClusterWorkflowTemplate\nspec: {templates: [TEMPLATE]}")]
    [InlineData("kind: Workflow\nspec: {templates: [{name: a, steps: [[{name: b, inline: TEMPLATE}]]}]}")]
    [InlineData(
        "kind: Sensor\nspec: {triggers: [{template: {argoWorkflow: {operation: submit, source: {resource: {apiVersion: argoproj.io/v1alpha1, kind: Workflow, metadata: {name: a}, spec: {templates: [TEMPLATE]}}}}}}]}"
    )]
    public void Workflow_IsFoundWhereverOneStands(string manifest) =>
        Fires(
                "REX505",
                "apiVersion: argoproj.io/v1alpha1\n"
                    + manifest.Replace("TEMPLATE", "{resource: {action: delete, successCondition: a=b}}", StringComparison.Ordinal)
            )
            .ShouldBeTrue();

    private static bool Fires(string id, string text)
    {
        var report = LintCorpus.LintTexts(text);
        report.Findings.ShouldNotContain(finding => finding.Rule == Reading.Unparsable, $"the example itself is wrong:\n{text}");
        return report.Findings.Any(finding => finding.Rule.Id == id);
    }
}

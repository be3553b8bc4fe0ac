namespace Rex.Host.Tests.Linting;

/// <summary>Which nodes a retry or a resume would hit, over all of the given files.</summary>
public sealed class WorkflowNodesTests
{
    private const string Steps = "steps: [[{name: quality, template: agent}]]";
    private const string Agent = "    - {name: agent, container: {image: a}}";

    [Theory]
    [InlineData("{name: main, steps: [[{name: round, template: round, withItems: [1, 2]}]]}", Steps, true)]
    [InlineData("{name: main, steps: [[{name: round, template: round, withParam: x}]]}", Steps, true)]
    [InlineData("{name: main, dag: {tasks: [{name: round, template: round, withSequence: {count: 2}}]}}", Steps, true)]
    [InlineData("{name: main, steps: [[{name: round, template: round}]]}", "retryStrategy: {limit: 2}, " + Steps, true)]
    [InlineData("{name: main, retryStrategy: {limit: 2}, steps: [[{name: round, template: round}]]}", Steps, true)]
    [InlineData(
        "{name: main, steps: [[{name: round, template: round}]]}",
        "steps: [[{name: quality, template: agent}], [{name: again, template: round}]]",
        true
    )]
    [InlineData("{name: main, steps: [[{name: round, template: round}]]}", Steps, false)]
    [InlineData("{name: main, steps: [[{name: round, template: round}, {name: other, template: agent, withItems: [1]}]]}", Steps, false)]
    public void RetryByDisplayName_HitsEveryRound(string main, string round, bool fires) =>
        LintCorpus
            .Fires(
                "REX504",
                Template("w", $"    - {main}\n    - {{name: round, {round}}}\n{Agent}"),
                Operation("retry", "displayName=quality")
            )
            .ShouldBe(fires);

    [Fact]
    public void RetryByDisplayName_LooksIntoTemplatesOfOtherFiles() =>
        LintCorpus
            .Fires(
                "REX504",
                Template(
                    "outer",
                    "    - {name: main, steps: [[{name: round, templateRef: {name: inner, template: round}, withItems: [1, 2]}]]}"
                ),
                Template("inner", $"    - {{name: round, {Steps}}}\n{Agent}"),
                Operation("retry", "displayName=quality")
            )
            .ShouldBeTrue();

    [Theory]
    [InlineData("id=w-1")]
    [InlineData("name=w.quality")]
    [InlineData("displayName=unknown")]
    [InlineData("displayName=round")]
    public void RetryByWhatIsThereOnce_IsFine(string selector) =>
        LintCorpus
            .Fires(
                "REX504",
                Template(
                    "w",
                    $"    - {{name: main, steps: [[{{name: round, template: round, withItems: [1]}}]]}}\n    - {{name: round, {Steps}}}\n{Agent}"
                ),
                Operation("retry", selector)
            )
            .ShouldBeFalse();

    [Theory]
    [InlineData("displayName=gate", "supplied: {}", "{{steps.gate.outputs.parameters.pr}}", true)]
    [InlineData("templateName=wait", "supplied: {}", "{{=steps.gate.outputs.parameters.pr + 1}}", true)]
    [InlineData("displayName==gate", "supplied: {}", "{{tasks.gate.outputs.parameters.pr}}", true)]
    [InlineData("displayName=gate,phase=Running", "supplied: {}", "{{steps.gate.outputs.parameters.pr}}", true)]
    [InlineData("displayName=gate", "supplied: {}", "{{steps.gate.outputs.parameters.pr-url}}", false)]
    [InlineData("displayName=gate", "supplied: {}", "{{steps.other.outputs.parameters.pr}}", false)]
    [InlineData("displayName=gate", "expression: a", "{{steps.gate.outputs.parameters.pr}}", false)]
    [InlineData("displayName=other", "supplied: {}", "{{steps.gate.outputs.parameters.pr}}", false)]
    public void ResumeWithASelector_LeavesOutputsThatAreRead(string selector, string valueFrom, string reader, bool fires) =>
        LintCorpus.Fires("REX502", Gated(valueFrom, reader), Operation("resume", selector)).ShouldBe(fires);

    [Fact]
    public void ResumeWithoutASelector_FillsThemIn() =>
        LintCorpus
            .Fires("REX502", Gated("supplied: {}", "{{steps.gate.outputs.parameters.pr}}"), Operation("resume", null))
            .ShouldBeFalse();

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{dest: nodeFieldSelector, src: {dependencyName: d, value: displayName=gate}}", false)]
    public void ResumeOverHttp_IsAResume(string payload, bool fires) =>
        LintCorpus
            .Fires(
                "REX501",
                Manifests.Trigger($"http: {{url: 'https://argo/api/v1/workflows/ns/w/resume', method: PUT, payload: [{payload}]}}")
            )
            .ShouldBe(fires);

    private static string Gated(string valueFrom, string reader) =>
        Template(
            "w",
            $"""
                - name: main
                  steps:
                    - - name: gate
                        template: wait
                    - - name: next
                        template: agent
                        arguments: {"{"}parameters: [{"{"}name: pr, value: "{reader}"{"}"}]{"}"}
                - name: wait
                  suspend: {"{}"}
                  outputs: {"{"}parameters: [{"{"}name: pr, valueFrom: {"{"}{valueFrom}{"}"}{"}"}]{"}"}
            {Agent}
            """
        );

    private static string Template(string name, string templates) =>
        $"apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata:\n  name: {name}\nspec:\n  templates:\n{templates}\n";

    private static string Operation(string operation, string? selector) =>
        Manifests.Script($"argo {operation} w" + (selector is null ? "" : $" --node-field-selector {selector}"));
}

using Rex.Host.Linting.Manifests;

namespace Rex.Host.Tests.Linting;

/// <summary>Findings point at the very character, wherever the mistake is written.</summary>
public sealed class PositionTests
{
    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    a: b/c\n", 5, 8)]
    [InlineData("# first\n---\napiVersion: v1\nkind: Pod\nmetadata: {labels: {a: b/c}}\n", 5, 24)]
    [InlineData("apiVersion: v1\r\nkind: Pod\r\nmetadata:\r\n  labels:\r\n    a: b/c\r\n", 5, 8)]
    [InlineData("a: 1\n---\n\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  labels: {a: b/c}\n", 8, 15)]
    [InlineData("{\"apiVersion\": \"v1\",\n \"kind\": \"Pod\",\n \"metadata\": {\"labels\": {\"a\": \"b/c\"}}}", 3, 31)]
    public void Document_CountsFromTheFilesFirstLine(string text, int line, int column) =>
        Place(text, "REX302").ShouldBe(new Position(line, column));

    [Fact]
    public void BlockOfAScript_KeepsItsLines() =>
        Place(Manifests.Script("set -eu\n\nkubectl get pods \\\n  -l a=b -l c=d"), "REX401").ShouldBe(new Position(14, 11));

    [Fact]
    public void FoldedScript_IsWhereItBegins() =>
        Place(
                Manifests.Workflow(
                    "container:\n        command: [sh, -c]\n        args:\n          - >-\n            kubectl get pods\n            -l a=b -l c=d"
                ),
                "REX401"
            )
            .ShouldBe(new Position(11, 13));

    [Fact]
    public void ManifestInAManifest_KeepsItsLinesAndColumns() =>
        Place(
                Manifests.Workflow(
                    "resource:\n        action: create\n        manifest: |\n          apiVersion: v1\n          kind: Pod\n          metadata:\n            name: {{inputs.parameters.a}}\n            labels: {a: b/c}"
                ),
                "REX302"
            )
            .ShouldBe(new Position(15, 25));

    [Fact]
    public void ValueThatAnAliasRepeats_IsOneFinding() =>
        LintCorpus
            .LintTexts("apiVersion: v1\nkind: Pod\nmetadata: &m {labels: {a: b/c}}\nspec: {template: {metadata: *m}}\n")
            .Findings.ShouldHaveSingleItem()
            .Position.ShouldBe(new Position(3, 27));

    private static Position Place(string text, string id) =>
        LintCorpus.LintTexts(text).Findings.Single(finding => finding.Rule.Id == id).Position;
}

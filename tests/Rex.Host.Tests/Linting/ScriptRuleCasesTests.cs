namespace Rex.Host.Tests.Linting;

/// <summary>Where the rules on scripts fire beside their examples in the corpus, and where they must not.</summary>
public sealed class ScriptRuleCasesTests
{
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
        LintCorpus.Fires("REX401", Manifests.Workflow("container:\n        image: x\n        " + container)).ShouldBe(fires);

    [Fact]
    public void ResourceFlags_AreKubectls() =>
        LintCorpus.Fires("REX401", Manifests.Workflow("resource: {action: delete, flags: [coderuns, -l, a=b, -l, c=d]}")).ShouldBeTrue();
}

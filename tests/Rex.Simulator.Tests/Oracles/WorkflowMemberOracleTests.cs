using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>Rex writes into a workflow what a restart needs, and nothing else.</summary>
public sealed class WorkflowMemberOracleTests
{
    private const string Path = $"/apis/argoproj.io/v1alpha1/namespaces/agent-platform/workflows/{LedgerBuilder.Workflow}";
    private const string HeldBy = $"\"{RexWrite.HeldBy}\":\"{LedgerBuilder.Id}\"";
    private const string Restarted = $"\"{RexWrite.RestartedFor}\":\"{LedgerBuilder.Id}\"";

    [Theory]
    [InlineData("\"labels\":{\"workflows.argoproj.io/completed\":\"true\"},\"annotations\":{" + HeldBy + "}", "")]
    [InlineData("\"labels\":{\"current-stage\":\"waiting-pr-created\"}", "")]
    [InlineData("\"annotations\":{\"rex.agents.platform/woken-at\":\"now\"}", "")]
    [InlineData("\"annotations\":{" + Restarted + "}", ",\"status\":{\"phase\":\"Running\",\"nodes\":{}}")]
    public void Judge_MembersThatAreRexsToWrite_FindsNothing(string metadata, string more) => Find(metadata, more).ShouldBeEmpty();

    [Theory]
    [InlineData("\"finalizers\":null", "", "finalizers")]
    [InlineData("\"ownerReferences\":null", "", "ownerReferences")]
    [InlineData("\"labels\":{\"workflows.argoproj.io/controller-instanceid\":null}", "", "workflows.argoproj.io/controller-instanceid")]
    [InlineData("\"labels\":{\"repository\":null},\"annotations\":{" + Restarted + "}", "", "repository")]
    [InlineData("\"labels\":{\"current-stage\":\"waiting-pr-created\"},\"annotations\":{" + HeldBy + "}", "", "current-stage")]
    [InlineData("\"annotations\":{\"somebody/else\":null}", "", "somebody/else")]
    [InlineData("\"labels\":{}", ",\"spec\":{\"suspend\":true}", "spec")]
    [InlineData("\"annotations\":{" + HeldBy + "}", ",\"status\":{\"phase\":\"Running\"}", "status")]
    [InlineData("\"annotations\":{" + Restarted + "}", ",\"status\":{\"artifactRepositoryRef\":null}", "artifactRepositoryRef")]
    public void Judge_MemberThatIsNot_ViolatesS1(string metadata, string more, string member) =>
        Find(metadata, more).ShouldHaveSingleItem().ShouldStartWith(member + " is not for Rex to write");

    [Theory]
    [InlineData("phase", 0)]
    [InlineData("children", 0)]
    [InlineData("displayName", 1)]
    [InlineData("templateScope", 1)]
    public void Judge_NodeThatStaysRewritten_ViolatesS1WhereItNeedNotGoOn(string member, int found)
    {
        var changed = LedgerBuilder.Node("main", "Running");
        changed[member] = member == "children" ? new JsonArray() : "another";
        var nodes = new JsonObject
        {
            ["main"] = LedgerBuilder.Node("main", "Succeeded"),
            ["q"] = LedgerBuilder.Node("quality-work", "Running"),
        };
        var ledger = new LedgerBuilder()
            .WorkflowIs(nodes: nodes)
            .At(TimeSpan.FromSeconds(5))
            .Restart(left: new JsonObject { ["main"] = changed });

        Find(ledger).Count().ShouldBe(found);
    }

    private static IEnumerable<string> Find(string metadata, string more) =>
        Find(
            new LedgerBuilder()
                .WorkflowIs()
                .At(TimeSpan.FromSeconds(5))
                .Add("rex-0", "PATCH", Path, $"{{\"metadata\":{{\"uid\":\"u\",\"resourceVersion\":\"1\",{metadata}}}{more}}}", null)
        );

    private static IEnumerable<string> Find(LedgerBuilder ledger) =>
        ledger
            .Judge()
            .Where(violation => violation.Invariant == "S1" && violation.Why.Contains("not for Rex to write"))
            .Select(violation => violation.Why);
}

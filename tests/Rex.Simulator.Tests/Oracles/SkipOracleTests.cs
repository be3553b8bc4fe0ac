using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>A push that ended without QA on it has to have had the reason for it that it gives.</summary>
public sealed class SkipOracleTests
{
    private const string Workflows = "/apis/argoproj.io/v1alpha1/namespaces/agent-platform/workflows";

    [Theory]
    [InlineData("TimedOut")]
    [InlineData("NetworkError")]
    [InlineData("RunsNotGone")]
    public void Judge_NewestPushFailedForNow_ViolatesL1(string reason) =>
        Find(Working(), "Failed", reason).ShouldHaveSingleItem().ShouldContain($"failed as {reason}");

    [Fact]
    public void Judge_NewestPushFailedForGood_FindsNothing() => Find(Working(), "Failed", "AccessLost").ShouldBeEmpty();

    [Fact]
    public void Judge_NewestPushFailedForGoodWhereNothingMayFail_ViolatesL1() =>
        Find(Working(), "Failed", "AccessLost", nothingMayFail: true).ShouldHaveSingleItem().ShouldContain("failed as AccessLost");

    [Theory]
    [InlineData("Skipped", "AlreadyCompleted", "nothing had completed")]
    [InlineData("Skipped", "StoppedBySomebody", "nobody had stopped")]
    [InlineData("Skipped", "FailedEarlier", "no node")]
    [InlineData("Skipped", "FailedElsewhere", "no node")]
    [InlineData("Skipped", "DryRun", "no reason")]
    [InlineData("Failed", "WorkflowNotFound", "there was play-task-3-x")]
    public void Judge_ReasonThatIsNotTrue_ViolatesL1(string phase, string reason, string why) =>
        Find(Working(), phase, reason).ShouldHaveSingleItem().ShouldContain(why);

    [Theory]
    [InlineData("AlreadyCompleted", "Succeeded", "quality-work", "Succeeded")]
    [InlineData("AlreadyCompleted", "Running", "complete-task", "Running")]
    [InlineData("FailedEarlier", "Failed", "implementation-work", "Failed")]
    [InlineData("FailedElsewhere", "Running", "notify", "Error")]
    public void Judge_ReasonThatTheWorkflowShows_FindsNothing(string reason, string phase, string node, string nodePhase) =>
        Find(
                new LedgerBuilder().WorkflowIs(phase, nodes: new JsonObject { ["n"] = LedgerBuilder.Node(node, nodePhase) }),
                "Skipped",
                reason
            )
            .ShouldBeEmpty();

    [Fact]
    public void Judge_StoppedWorkflow_FindsNothing()
    {
        var stopped = Named(LedgerBuilder.Workflow);
        stopped["spec"] = new JsonObject { ["shutdown"] = "Terminate" };

        Find(Working().Add("argo-server", "PATCH", $"{Workflows}/{LedgerBuilder.Workflow}", "", stopped), "Skipped", "StoppedBySomebody")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Judge_WorkflowThatNeverWas_FindsNothing() => Find(new LedgerBuilder(), "Failed", "WorkflowNotFound").ShouldBeEmpty();

    [Fact]
    public void Judge_WorkflowThatWasDeleted_FindsNothing() =>
        Find(
                Working().Add("workflow-controller", "DELETE", $"{Workflows}/{LedgerBuilder.Workflow}", "", null),
                "Failed",
                "WorkflowNotFound"
            )
            .ShouldBeEmpty();

    [Fact]
    public void Judge_ReasonThatCameTrueOnlyAfterwards_ViolatesL1()
    {
        var ended = Named(LedgerBuilder.Id);
        ended["status"] = new JsonObject { ["phase"] = "Skipped" };
        var ledger = Working()
            .Add(
                "rex-0",
                "PATCH",
                $"/apis/rex.agents.platform/v1alpha1/namespaces/agent-platform/remediations/{LedgerBuilder.Id}/status",
                "",
                ended
            )
            .WorkflowIs("Succeeded");

        Find(ledger, "Skipped", "AlreadyCompleted").ShouldHaveSingleItem().ShouldContain("nothing had completed");
    }

    private static LedgerBuilder Working() => new LedgerBuilder().WorkflowIs();

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };

    private static IEnumerable<string> Find(LedgerBuilder ledger, string phase, string reason, bool nothingMayFail = false)
    {
        ledger.Remediations[0] = new RemediationFact(LedgerBuilder.Id, phase, reason, true);
        ledger.NothingMayFail = nothingMayFail;
        return ledger.Judge().Where(violation => violation.Invariant == "L1").Select(violation => violation.Why);
    }
}

using System.Text.Json.Nodes;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>QA is restarted from its quality stage, and nothing that was done before that goes.</summary>
public sealed class RestartPointOracleTests
{
    [Fact]
    public void Judge_RestartOfTheQualityStage_FindsNothing() => Find(RestartedWithout("update-to-quality-in-progress")).ShouldBeEmpty();

    [Fact]
    public void Judge_RestartOfTheImplementation_ViolatesS5() =>
        Find(RestartedWithout("implementation-work")).ShouldHaveSingleItem().ShouldContain("took away implementation-work");

    [Fact]
    public void Judge_RestartThatKeepsTheImplementation_FindsNothing() =>
        Find(RestartedWithout("implementation-work", isLeft: true)).ShouldBeEmpty();

    [Fact]
    public void Judge_RestartThatTakesAwayWhatCameAfterTheQualityNode_FindsNothing() =>
        Find(RestartedWithout("testing-work", finishedAt: "2026-03-02T09:05:00Z")).ShouldBeEmpty();

    [Fact]
    public void Judge_RestartThatLeavesTheQualityNode_ViolatesS5()
    {
        var nodes = new JsonObject { ["t"] = LedgerBuilder.Node("testing-work", "Running") };

        Find(Held(nodes).Restart()).ShouldHaveSingleItem().ShouldContain("quality-work was left");
    }

    [Theory]
    [InlineData("5DLabs-Rex")]
    [InlineData("5DLabs-Tess")]
    public void Judge_FirstRunAfterTheRestartOfAnotherAgent_ViolatesS5(string app) =>
        Find(RestartedWithout("update-to-quality-in-progress").Run("first", app).Run("cleo-2", "5DLabs-Cleo"))
            .ShouldHaveSingleItem()
            .ShouldContain("the first run after the restart was first");

    [Fact]
    public void Judge_QualityFirstAfterTheRestart_FindsNothing() =>
        Find(RestartedWithout("update-to-quality-in-progress").Run("cleo-2", "5DLabs-Cleo").Run("tess-2", "5DLabs-Tess")).ShouldBeEmpty();

    private static LedgerBuilder RestartedWithout(string before, bool isLeft = false, string finishedAt = "2026-03-02T09:03:00Z")
    {
        var node = LedgerBuilder.Node(before, "Succeeded");
        node["finishedAt"] = finishedAt;
        var nodes = new JsonObject { ["b"] = node, ["q"] = LedgerBuilder.Node("quality-work", "Running", "2026-03-02T09:04:00Z") };
        return Held(nodes).Restart(left: isLeft ? new JsonObject { ["b"] = node.DeepClone() } : []);
    }

    private static LedgerBuilder Held(JsonObject nodes) =>
        new LedgerBuilder()
            .At(TimeSpan.FromSeconds(5))
            .Hold()
            .WorkflowIs(stage: "waiting-pr-created", nodes: nodes)
            .At(TimeSpan.FromSeconds(8));

    private static IEnumerable<string> Find(LedgerBuilder ledger) =>
        ledger.Judge().Where(violation => violation.Invariant == "S5").Select(violation => violation.Why);
}

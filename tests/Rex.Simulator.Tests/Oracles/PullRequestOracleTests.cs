using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>What the oracle says where a task has several pull requests, or its label comes back.</summary>
public sealed class PullRequestOracleTests
{
    private static readonly string[] QaLabel = ["ready-for-qa"];

    [Theory]
    [InlineData(103, 0)]
    [InlineData(203, 0)]
    [InlineData(205, 1)]
    public void Judge_LabelRemovedFromAPullRequest_MustBeOfThePushedBranch(int pullRequest, int violations)
    {
        var ledger = Begun().RemoveLabel(pullRequest: pullRequest);
        ledger.Pushes[0] = ledger.Pushes[0] with { Ref = "refs/heads/feature/task-3" };
        ledger.Pushes[1] = ledger.Pushes[1] with { Ref = "refs/heads/feature/task-3" };

        ledger.Judge().Count(violation => violation.Invariant == "S1" && violation.Why.Contains("of a branch")).ShouldBe(violations);
    }

    [Fact]
    public void Judge_ResetWhileASecondPullRequestHasTheLabel_ViolatesS5()
    {
        var ledger = Begun();
        ledger.OtherLabels["acme/shop#203"] = QaLabel;

        Find(ledger.Hold().RemoveLabel().Reset()).ShouldHaveSingleItem().Why.ShouldContain("label");
    }

    [Fact]
    public void Judge_LabelOnAPullRequestThatIsNoneOfTheTask_IsNoViolation()
    {
        var ledger = Begun();
        ledger.OtherLabels["acme/shop#999"] = QaLabel;

        Find(ledger.Hold().RemoveLabel().Reset()).ShouldBeEmpty();
    }

    [Fact]
    public void Judge_SomebodySetsTheLabelAgainAfterItsRemoval_OnlyTheRestartMustWait()
    {
        Find(Begun().Hold().RemoveLabel().Reset("ready-for-qa")).ShouldBeEmpty();

        Find(Begun().Hold().RemoveLabel().Reset("ready-for-qa").Restart(labels: QaLabel))
            .ShouldHaveSingleItem()
            .Why.ShouldContain("restarted while the label");
    }

    private static LedgerBuilder Begun() => new LedgerBuilder().WorkflowIs(stage: "waiting-pr-created").At(TimeSpan.FromSeconds(5));

    private static IEnumerable<Violation> Find(LedgerBuilder ledger) => ledger.Judge().Where(violation => violation.Invariant == "S5");
}

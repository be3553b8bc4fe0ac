using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>An older push's restart can find the newest commit at the head, before the delivery about that one has come.</summary>
public sealed class HeadRestartedOracleTests
{
    private static readonly string Newest = new('b', 40);
    private static readonly string Older = new('a', 40);

    [Fact]
    public void Judge_RestartOnTheHeadOfTheSupersededNewestPush_IsNoViolation() => Find(Ledger(Newest), qaSucceeds: true).ShouldBeEmpty();

    [Fact]
    public void Judge_RestartOnAnotherHead_ViolatesL1() =>
        Find(Ledger(Older), qaSucceeds: true).ShouldHaveSingleItem().Why.ShouldContain("Superseded");

    [Fact]
    public void Judge_RestartOnTheHeadWithoutQaAfterIt_ViolatesL1() =>
        Find(Ledger(Newest), qaSucceeds: false).ShouldContain(violation => violation.Why.Contains("5DLabs-Cleo"));

    private static LedgerBuilder Ledger(string head)
    {
        var ledger = new LedgerBuilder()
            .WorkflowIs(stage: "waiting-pr-created")
            .At(TimeSpan.FromSeconds(5))
            .Hold(LedgerBuilder.OlderId)
            .Reset()
            .Restart(LedgerBuilder.OlderId, head: head);
        ledger.Remediations[0] = new RemediationFact(LedgerBuilder.Id, "Superseded", "NewerPush", true);
        return ledger;
    }

    private static IEnumerable<Violation> Find(LedgerBuilder ledger, bool qaSucceeds) =>
        (qaSucceeds ? ledger.QaSucceedsOnTheNewestCode() : ledger).Judge().Where(violation => violation.Invariant == "L1");
}

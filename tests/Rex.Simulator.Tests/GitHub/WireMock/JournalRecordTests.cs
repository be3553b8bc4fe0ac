using Microsoft.Extensions.Time.Testing;
using Rex.Simulator.GitHub.WireMock;
using Rex.Simulator.Ledgers;

namespace Rex.Simulator.Tests.GitHub.WireMock;

public sealed class JournalRecordTests
{
    private const string Path = "/repos/acme/shop/issues/3/labels/ready-for-qa";

    private readonly Ledger ledger = new(new FakeTimeProvider());

    [Fact]
    public void Of_RequestsToTheCluster_StayAsTheyAre()
    {
        var entry = ledger.Open(LedgerTarget.Cluster, "rex-0", "GET", "/api", "");

        JournalRecord.Of(ledger.Snapshot(), []).Entries.ShouldBe([entry]);
    }

    [Fact]
    public void Of_AnswerThatTheJournalDoesNotHave_IsAProblem()
    {
        ledger.Open(LedgerTarget.GitHub, "rex-0", "DELETE", Path, "").Status = 200;

        JournalRecord.Of(ledger.Snapshot(), []).Problems.ShouldHaveSingleItem().ShouldContain($"does not have DELETE {Path}");
    }

    [Fact]
    public void Of_RequestThatNeverArrived_HasNoAnswer()
    {
        ledger.Open(LedgerTarget.GitHub, "rex-0", "DELETE", Path, "");

        var record = JournalRecord.Of(ledger.Snapshot(), []);

        record.Problems.ShouldBeEmpty();
        record.Entries.ShouldHaveSingleItem().TookEffect.ShouldBeFalse();
    }

    [Fact]
    public void Of_AnswerThatTheProxySawOtherwise_IsTheJournals()
    {
        ledger.Open(LedgerTarget.GitHub, "rex-0", "DELETE", Path, "").Status = 200;

        var record = JournalRecord.Of(ledger.Snapshot(), [new JournalEntry(0, "DELETE", Path, "", 404, "{}", WasMatched: true)]);

        record.Entries.ShouldHaveSingleItem().Status.ShouldBe(404);
    }
}

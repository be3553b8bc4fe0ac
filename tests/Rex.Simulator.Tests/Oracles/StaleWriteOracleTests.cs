using System.Text.Json.Nodes;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Oracles;

/// <summary>What a restart set going is nobody's to take away until a newer push comes.</summary>
public sealed class StaleWriteOracleTests
{
    private const string Workflow = $"/apis/argoproj.io/v1alpha1/namespaces/agent-platform/workflows/{LedgerBuilder.Workflow}";

    [Fact]
    public void Judge_LabelOfTheRestartedQaRemoved_ViolatesS4() =>
        Find(Restarted().RemoveLabel()).ShouldHaveSingleItem().ShouldContain("RemoveLabel");

    [Fact]
    public void Judge_RunOfTheRestartedQaCancelled_ViolatesS4() =>
        Find(Restarted().Run("cleo-2", "5DLabs-Cleo").Cancel("cleo-2")).ShouldHaveSingleItem().ShouldContain("CancelRun");

    [Fact]
    public void Judge_StageSetBackAfterTheRestart_ViolatesS4() => Find(Restarted().Reset()).ShouldHaveSingleItem().ShouldContain("Reset");

    [Fact]
    public void Judge_PodOfTheRestartedQaDeleted_ViolatesS4() =>
        Find(Restarted().DeletePod(LedgerBuilder.Workflow + "-create-coderun-1")).ShouldHaveSingleItem().ShouldContain("Pod");

    [Fact]
    public void Judge_HoldLiftedAfterTheRestart_ViolatesS4() =>
        Find(Restarted().Lift()).ShouldHaveSingleItem().ShouldContain("WorkflowOther");

    [Fact]
    public void Judge_ControllerWokenAfterTheRestart_FindsNothing()
    {
        var wake = """{"metadata":{"resourceVersion":"1","annotations":{"rex.agents.platform/woken-at":"2026-03-02T09:11:00Z"}}}""";

        Find(Restarted().Add("rex-0", "PATCH", Workflow, wake, null)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(20, 0)]
    [InlineData(200, 1)]
    public void Judge_LabelRemovedForANewerPush_FindsNothingOnceThatHasCome(int deliveredAfter, int found)
    {
        var ledger = Restarted();
        var pushed = LedgerBuilder.PushedAt.AddSeconds(15);
        ledger.Pushes.Add(
            new PushFact(LedgerBuilder.Task, new string('c', 40), pushed, LedgerBuilder.PushedAt.AddSeconds(deliveredAfter), 3)
        );

        Find(ledger.RemoveLabel()).Count.ShouldBe(found);
    }

    [Fact]
    public void Judge_LabelRemovedForAnOlderPushThatCameLate_ViolatesS4()
    {
        var ledger = Restarted();
        ledger.Pushes[0] = ledger.Pushes[0] with { DeliveredAt = LedgerBuilder.PushedAt.AddSeconds(20) };

        Find(ledger.RemoveLabel()).ShouldHaveSingleItem();
    }

    [Fact]
    public void Judge_LabelRemovedWhileTheRestartIsPutRight_FindsNothing()
    {
        var partial = new JsonObject { ["q"] = new JsonObject { ["phase"] = "Running" } };

        Find(Restarted().WorkflowIs(nodes: partial).Hold().RemoveLabel().Restart()).ShouldBeEmpty();
    }

    [Fact]
    public void Judge_LabelRemovedBeforeTheRestartWasDisturbed_ViolatesS4()
    {
        var partial = new JsonObject { ["q"] = new JsonObject { ["phase"] = "Running" } };

        Find(Restarted().RemoveLabel().WorkflowIs(nodes: partial).Hold().Restart()).ShouldHaveSingleItem();
    }

    private static LedgerBuilder Restarted() =>
        new LedgerBuilder()
            .At(TimeSpan.FromSeconds(5))
            .Hold()
            .WorkflowIs(stage: "waiting-pr-created")
            .At(TimeSpan.FromSeconds(8))
            .Restart()
            .At(TimeSpan.FromMinutes(1));

    private static List<string> Find(LedgerBuilder ledger) =>
        [.. ledger.Judge().Where(violation => violation.Invariant == "S4").Select(violation => violation.Why)];
}

using Rex.Core.Remediations;
using Rex.Core.Remediations.Steps;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Steps;

public class RemoveQaLabelStepTests
{
    private readonly World _world = World.G2WhileTesting();
    private readonly Remediation _remediation;

    public RemoveQaLabelStepTests()
    {
        _remediation = _world.Accept(Samples.Push());
        _world.RunUpTo(StepName.CancelAgents, _remediation);
        _world.Writes.Clear();
    }

    [Fact]
    public void RunAsync_LabelIsThere_GoesAndNoOtherDoes()
    {
        Run().Message.ShouldBe("Removed ready-for-qa from 17.");

        _world.Pulls.LabelsOf(17).ShouldBe(["bug"]);
        _world.Calls.CountOf(Call.ListLabels).ShouldBe(1);
    }

    [Fact]
    public void RunAsync_SeveralPullRequestsOfTheBranch_AllLoseIt()
    {
        _world.Pulls.Open(Samples.Branch, Samples.Pull("ready-for-qa") with { Number = 18 });
        _world.Pulls.Open(Samples.Branch, Samples.Pull("Ready-For-QA") with { Number = 19 });
        _world.Pulls.Open(Samples.Push(branch: "task-8").Branch, Samples.Pull("ready-for-qa") with { Number = 20 });

        Run().Message.ShouldBe("Removed ready-for-qa from 17, 18, 19.");

        _world.Pulls.LabelsOf(19).ShouldBeEmpty("GitHub's labels are the same in any case");
        _world.Pulls.LabelsOf(20).ShouldBe(["ready-for-qa"]);
    }

    [Fact]
    public void RunAsync_LabelIsAbsent_IsSuccess()
    {
        _world.Pulls.Open(Samples.Branch, Samples.Pull("bug"));

        Run().ShouldBe(new StepOutcome.Continue("No label ready-for-qa to remove."));

        _world.Calls.CountOf(Call.RemoveLabel).ShouldBe(0);
    }

    [Fact]
    public void RunAsync_AnotherProcessTookItUp_LeavesTheLabel()
    {
        _world.Calls.After(Call.ListPulls, () => TakeUp());

        Should.Throw<RemediationTakenOverException>(() => Run());

        _world.Pulls.LabelsOf(17).ShouldContain("ready-for-qa");
    }

    [Fact]
    public void RunAsync_StoodStillSinceTheLedgerWasAsked_AsksAgain()
    {
        _world.Calls.StandStillAfter(Call.GetRemediation, () => Task.Delay(TimeSpan.FromSeconds(5.5), _world.Time), 1);

        Run().Message.ShouldBe("Removed ready-for-qa from 17.");

        _world.Calls.CountOf(Call.GetRemediation).ShouldBe(2);
    }

    [Fact]
    public void RunAsync_SomebodyRemovesItFirst_IsSuccess()
    {
        _world.Calls.Before(Call.RemoveLabel, () => _world.Pulls.Open(Samples.Branch, Samples.Pull("bug")));

        Run().ShouldBeOfType<StepOutcome.Continue>();
    }

    [Fact]
    public void RunAsync_LabelIsThereAgain_FailsAndTheNextTryRemovesIt()
    {
        _world.Calls.After(Call.RemoveLabel, () => _world.Pulls.AddLabel(17, "ready-for-qa"));

        var error = Should.Throw<PlatformException>(() => Run());

        error.Reason.ShouldBe(ReasonCode.LabelNotRemoved);
        error.Message.ShouldBe("Label ready-for-qa is on pull request 17 of 5dlabs/shop again after its removal.");
        Run().Message.ShouldBe("Removed ready-for-qa from 17.");
    }

    [Fact]
    public void RunAsync_AccessIsLost_IsNoSuccess()
    {
        _world.Calls.Before(Call.RemoveLabel, () => throw new PlatformException(ReasonCode.AccessLost, "Not Found"));

        Should.Throw<PlatformException>(() => Run()).Reason.ShouldBe(ReasonCode.AccessLost);
    }

    private void TakeUp()
    {
        var entry = _world.Store[_remediation.Id];
        _world.Store.Put(entry with { Status = entry.Status with { Attempts = entry.Status.Attempts + 1 } });
    }

    private StepOutcome Run() => _world.Run(StepName.RemoveQaLabel, _remediation);
}

using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations;

public class RemediationJournalTests
{
    private readonly World _world = new();

    [Fact]
    public void WriteAsync_EntryAsRead_WritesItAndTellsTheObserver()
    {
        var journal = Journal();

        Write(journal, "first");
        Write(journal, "second");

        Stored().Message.ShouldBe("second");
        journal.Current.ShouldBe(_world.Store[Samples.Push().Id]);
        _world.Observer.Changes.Select(one => one.Status.Message).ShouldBe(["first", "second"]);
    }

    [Fact]
    public void WriteAsync_SomebodyElseNotedSomething_KeepsBoth()
    {
        var journal = Journal();
        Change(status => status with { PullRequests = [5] });

        Write(journal, "mine");

        Stored().Message.ShouldBe("mine");
        Stored().PullRequests.ShouldBe([5]);
    }

    [Fact]
    public void WriteAsync_TakenUpByAnotherProcess_IsTakenOver()
    {
        var journal = Journal();
        Change(status => status with { Attempts = status.Attempts + 1, Message = "theirs" });

        var takenOver = Should.Throw<RemediationTakenOverException>(() => Write(journal, "mine"));

        takenOver.Id.ShouldBe(Samples.Push().Id);
        takenOver.Message.ShouldContain(Samples.Push().Id.Value);

        Stored().Message.ShouldBe("theirs");
    }

    [Theory]
    [InlineData(RemediationPhase.Succeeded)]
    [InlineData(RemediationPhase.Skipped)]
    [InlineData(RemediationPhase.Superseded)]
    [InlineData(RemediationPhase.Failed)]
    public void WriteAsync_EndedByAnotherProcess_IsTakenOver(RemediationPhase phase)
    {
        var journal = Journal();
        Change(status => status with { Phase = phase });

        Should.Throw<RemediationTakenOverException>(() => Write(journal, "mine"));

        Stored().Message.ShouldBe("");
    }

    [Fact]
    public void Accepted_Status_HasNothingToSay() => new RemediationStatus().Message.ShouldBeEmpty();

    [Fact]
    public void WriteAsync_EntryIsGone_IsTakenOver()
    {
        var journal = Journal();
        _world.Store.Remove(Samples.Push().Id);

        Should.Throw<RemediationTakenOverException>(() => Write(journal, "mine"));

        _world.Observer.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void WriteAsync_AnswerToTheEndIsLost_TellsItAllTheSame()
    {
        var journal = Journal();
        _world.Calls.After(Call.UpdateStatus, () => throw new PlatformException(ReasonCode.ServerError, "Lost."));

        Write(journal, Ended);

        journal.Current.ShouldBe(_world.Store[Samples.Push().Id]);
        _world.Observer.Changes.ShouldHaveSingleItem().Status.ShouldBe(Stored());
    }

    [Fact]
    public void WriteAsync_EndIsThereAlreadyAsItIsToBeWritten_TellsIt()
    {
        var journal = Journal();
        Change(Ended);

        Write(journal, Ended);

        journal.Current.ShouldBe(_world.Store[Samples.Push().Id]);
        _world.Observer.Changes.ShouldHaveSingleItem().Status.Phase.ShouldBe(RemediationPhase.Failed);
    }

    [Theory]
    [InlineData(RemediationPhase.Superseded, ReasonCode.AccessLost, "Ended.", 0, 0)]
    [InlineData(RemediationPhase.Failed, ReasonCode.NewerPush, "Ended.", 0, 0)]
    [InlineData(RemediationPhase.Failed, ReasonCode.AccessLost, "Otherwise.", 0, 0)]
    [InlineData(RemediationPhase.Failed, ReasonCode.AccessLost, "Ended.", 1, 0)]
    [InlineData(RemediationPhase.Failed, ReasonCode.AccessLost, "Ended.", 0, 1)]
    public void WriteAsync_EndedOtherwiseByAnotherProcess_IsTakenOver(
        RemediationPhase phase,
        ReasonCode reason,
        string message,
        int secondsLater,
        int attempts
    )
    {
        var journal = Journal();
        Change(status =>
            Ended(status) with
            {
                Phase = phase,
                Reason = reason,
                Message = message,
                FinishedAt = Samples.Now.AddSeconds(secondsLater),
                Attempts = attempts,
            }
        );

        Should.Throw<RemediationTakenOverException>(() => Write(journal, Ended));

        _world.Observer.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void WriteAsync_EndCannotBeWritten_Throws()
    {
        var journal = Journal();
        _world.Calls.Before(Call.UpdateStatus, () => throw new PlatformException(ReasonCode.ServerError, "Broken."));

        Should.Throw<PlatformException>(() => Write(journal, Ended)).Message.ShouldBe("Broken.");

        _world.Observer.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void WriteAsync_EntryIsGoneAtItsEnd_IsTakenOver()
    {
        var journal = Journal();
        _world.Store.Remove(Samples.Push().Id);

        Should.Throw<RemediationTakenOverException>(() => Write(journal, Ended));
    }

    [Fact]
    public void WriteAsync_AnswerToAnotherNoteIsLost_ThrowsAndTellsNothing()
    {
        var journal = Journal();
        _world.Calls.After(Call.UpdateStatus, () => throw new PlatformException(ReasonCode.ServerError, "Lost."));

        Should.Throw<PlatformException>(() => Write(journal, "at work")).Message.ShouldBe("Lost.");

        _world.Observer.Changes.ShouldBeEmpty();
    }

    private static RemediationStatus Ended(RemediationStatus status) =>
        status with
        {
            Phase = RemediationPhase.Failed,
            Reason = ReasonCode.AccessLost,
            Message = "Ended.",
            FinishedAt = Samples.Now,
        };

    private RemediationJournal Journal() => new(_world.Store, _world.Observer, _world.Accept(Samples.Push()));

    private RemediationStatus Stored() => _world.Store[Samples.Push().Id].Status;

    private void Change(Func<RemediationStatus, RemediationStatus> change)
    {
        var entry = _world.Store[Samples.Push().Id];
        _world.Store.Put(entry with { Status = change(entry.Status) });
    }

    private void Write(RemediationJournal journal, string message) => Write(journal, status => status with { Message = message });

    private void Write(RemediationJournal journal, Func<RemediationStatus, RemediationStatus> change) =>
        _world.Pump.Run(() => journal.WriteAsync(change, CancellationToken.None));
}

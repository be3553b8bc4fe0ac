using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Running;

/// <summary>Several pushes of a task, and several tasks.</summary>
public class ManyPushesTests
{
    private readonly World _world = World.G2WhileTesting();

    [Fact]
    public void RunAsync_RapidPushesOutOfOrder_RestartsOnceForTheNewest()
    {
        var pushes = new[] { Samples.Push('c', 'd', 2), Samples.Push('a', 'b', 4), Samples.Push('d', 'e', 2), Samples.Push('b', 'c', 3) };
        foreach (var push in pushes)
        {
            _world.Accept(push);
        }

        _world.StartRunner();
        _world.RunUntilAllEnded();

        ReasonOf(pushes[2]).ShouldBe(ReasonCode.Restarted);
        new[] { pushes[0], pushes[1], pushes[3] }.ShouldAllBe(push => ReasonOf(push) == ReasonCode.NewerPush);
        _world.Writes.Count(write => write == "restart play-7").ShouldBe(1);
    }

    [Fact]
    public void RunAsync_PushThatComesLate_IsSupersededWithoutAWrite()
    {
        var newer = Samples.Push('b', 'c', 5);
        _world.Accept(newer);
        _world.StartRunner();
        _world.RunUntilAllEnded();
        var writes = _world.Writes.Count;

        var late = Samples.Push('a', 'b', 40);
        _world.Accept(late);
        _world.RunUntilAllEnded();

        ReasonOf(late).ShouldBe(ReasonCode.NewerPush);
        _world.Writes.Count.ShouldBe(writes);
    }

    [Fact]
    public void RunAsync_NewerPushAfterTheRestart_RestartsAgain()
    {
        var first = Samples.Push('a', 'b', 5);
        _world.Accept(first);
        _world.StartRunner();
        _world.RunUntilAllEnded();

        var second = Samples.Push('b', 'c', 0) with { PushedAt = _world.Time.GetUtcNow() };
        _world.Accept(second);
        _world.RunUntilAllEnded();

        ReasonOf(second).ShouldBe(ReasonCode.Restarted);
        _world.Writes.Count(write => write == "restart play-7").ShouldBe(2);
        _world.Controller.Started.ShouldBe(2);
    }

    [Fact]
    public void RunAsync_OneTaskIsStuck_OthersDoNotWaitForIt()
    {
        _world.AddRun("stuck", isStuck: true);
        var stuck = Samples.Push();
        var others = Enumerable.Range(8, 5).Select(task => Samples.Push(task: task)).ToList();
        _world.Accept(stuck);
        foreach (var other in others)
        {
            _world.Accept(other);
        }

        _world.StartRunner();
        _world.Pump.RunFor(TimeSpan.FromSeconds(10));

        others.ShouldAllBe(push => ReasonOf(push) == ReasonCode.WorkflowNotFound);
        _world.Store[stuck.Id].HasEnded.ShouldBeFalse();
    }

    [Fact]
    public void RunAsync_OneTask_IsNeverWorkedOnTwiceAtOnce()
    {
        _world.Accept(Samples.Push());
        _world.Options = _world.Options with { Deadlines = new() { ScanEvery = TimeSpan.FromMilliseconds(50) } };

        _world.StartRunner();
        _world.RunUntilAllEnded();

        _world.Store[Samples.Push().Id].Status.Attempts.ShouldBe(1);
        _world.Observer.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void RunAsync_OlderRestartNotSeenThrough_IsSeenThroughBeforeTheNewerPlans()
    {
        _world.Controller.TakesUpAfter = null;
        var older = Samples.Push('a', 'b', 5);
        _world.Accept(older);
        _world.StartRunner();
        _world.RunUntilAllEnded();
        ReasonOf(older).ShouldBe(ReasonCode.RestartNotSeen);

        _world.Controller.TakesUpAfter = TimeSpan.FromSeconds(2);
        var newer = Samples.Push('b', 'c', 0) with { PushedAt = _world.Time.GetUtcNow() };
        _world.Accept(newer);
        _world.TouchMain();
        _world.Pump.RunUntil(() => _world.Store[newer.Id].HasEnded);

        ReasonOf(older).ShouldBe(ReasonCode.Restarted);
        ReasonOf(newer).ShouldBe(ReasonCode.Restarted);
        _world.Writes.Count(write => write == "restart play-7").ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RunAsync_OlderFailureThatNeedNotComeFirst_IsNotTakenUp(bool hasRestart)
    {
        var older = _world.Accept(Samples.Push('a', 'b', 5));
        var record = new RestartRecord("play-7-quality", new Dictionary<string, string?>(), new Dictionary<string, RecordedNode>());
        _world.Store.Put(
            older with
            {
                Status = older.Status with
                {
                    Phase = RemediationPhase.Failed,
                    Restart = hasRestart ? record : null,
                    NextAttemptAt = Samples.Now.AddDays(3),
                    FinishedAt = hasRestart ? null : Samples.Now.AddMinutes(-1),
                },
            }
        );
        var newer = _world.Accept(Samples.Push('b', 'c', 1));

        _world.StartRunner();
        _world.RunUntilAllEnded();

        _world.Store[older.Id].Status.Attempts.ShouldBe(0);
        ReasonOf(newer.Push).ShouldBe(ReasonCode.Restarted);
    }

    [Fact]
    public void RunAsync_OlderFailsForGoodAndTheNewerWasAcceptedByAClockAhead_IsTakenUpOnceBeforeIt()
    {
        var older = _world.Accept(Samples.Push('a', 'b', 5));
        var record = new RestartRecord("play-7-quality", new Dictionary<string, string?>(), new Dictionary<string, RecordedNode>());
        _world.Store.Put(
            older with
            {
                Status = older.Status with { Phase = RemediationPhase.Failed, Restart = record, FinishedAt = Samples.Now.AddMinutes(-1) },
            }
        );
        var newer = _world.Accept(Samples.Push('b', 'c', 1));
        _world.Store.Put(newer with { AcceptedAt = newer.AcceptedAt.AddMinutes(10) });
        _world.Calls.BeforeEvery(Call.ListPulls, () => throw new PlatformException(ReasonCode.AccessLost, "The token has expired."));

        _world.StartRunner();
        _world.RunUntilAllEnded();

        _world.Store[older.Id].Status.Attempts.ShouldBe(1);
        ReasonOf(newer.Push).ShouldBe(ReasonCode.AccessLost);
    }

    private ReasonCode? ReasonOf(Push push) => _world.Store[push.Id].Status.Reason;
}

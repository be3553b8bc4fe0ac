using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Steps;

/// <summary>
/// A process that dies, an answer that is lost, somebody else's write: before and after every single call that Rex makes. Whatever it was, the
/// end is one restart, with everything done in its order.
/// </summary>
public class CrashTests
{
    private static readonly int CallsOfOneRemediation = CountCalls();

    public static TheoryData<bool> BeforeAndAfter => [true, false];

    [Theory]
    [MemberData(nameof(BeforeAndAfter))]
    public void Crash_AtAnyCall_NextProcessFinishesWithOneRestart(bool before) =>
        AtEveryCall(before, world => world.Crash(), world => world.StopProcess());

    [Theory]
    [MemberData(nameof(BeforeAndAfter))]
    public void NetworkError_AtAnyCall_IsTriedAgainWithOneRestart(bool before) =>
        AtEveryCall(before, _ => throw new PlatformException(ReasonCode.NetworkError, "The connection broke."), _ => { });

    [Theory]
    [MemberData(nameof(BeforeAndAfter))]
    public void UnexpectedError_AtAnyCall_IsTriedAgainWithOneRestart(bool before) =>
        AtEveryCall(before, _ => throw new InvalidOperationException("Nobody thought of this."), _ => { });

    [Theory]
    [MemberData(nameof(BeforeAndAfter))]
    public void SomebodyElsesWrite_AtAnyCall_LeadsToOneRestart(bool before) => AtEveryCall(before, world => world.TouchMain(), _ => { });

    [Fact]
    public void NewerPush_BeforeAnyCall_IsTheLastOneThatQaRestartsFor()
    {
        var newer = Samples.Push('b', 'c', secondsAgo: 1);
        for (var call = 1; call <= CallsOfOneRemediation; call++)
        {
            var world = World.G2WhileTesting();
            world.Calls.BeforeAny(call, () => world.Accept(newer));
            var older = world.Accept(Samples.Push());
            var runner = world.StartRunner();

            world.RunUntilAllEnded();

            world.Store[newer.Id].Status.Reason.ShouldBe(ReasonCode.Restarted, $"call {call}: {world.Store[newer.Id].Status.Message}");
            world.Main().Annotations[RexAnnotations.RestartedFor].ShouldBe(newer.Id.Value, $"call {call}");
            var restarts = world.Writes.Count(write => write == "restart play-7");
            var endedAs = world.Store[older.Id].Status.Reason;
            endedAs.ShouldBe(restarts == 1 ? ReasonCode.NewerPush : ReasonCode.Restarted, $"call {call}");
        }
    }

    private static void AtEveryCall(bool before, Action<World> happens, Action<World> afterwards)
    {
        for (var call = 1; call <= CallsOfOneRemediation; call++)
        {
            var world = World.G2WhileTesting();
            if (before)
            {
                world.Calls.BeforeAny(call, () => happens(world));
            }
            else
            {
                world.Calls.AfterAny(call, () => happens(world));
            }

            var remediation = world.Accept(Samples.Push());
            FinishWithRunners(world, afterwards);

            var status = world.Store[remediation.Id].Status;
            status.Reason.ShouldBe(ReasonCode.Restarted, $"call {call}: {status.Message}");
            world.Controller.Started.ShouldBe(1, $"call {call}");
            world.Runs.All.Select(run => run.Name).ShouldBe(["cleo"], $"call {call}");
            OrderOf(world)
                .ShouldBe(["hold play-7", "delete run tess", "unlabel 17 ready-for-qa", "reset play-7", "restart play-7"], $"call {call}");
        }
    }

    private static void FinishWithRunners(World world, Action<World> afterwards)
    {
        var runner = world.StartRunner();
        world.Pump.RunUntil(() => runner.IsCompleted || world.Store.All.All(one => one.HasEnded));
        if (!runner.IsCompleted)
        {
            afterwards(world);
            return;
        }

        world.StartAgain();
        _ = world.StartRunner();
        world.RunUntilAllEnded();
    }

    /// <summary>The writes that have an order, each where it was made last.</summary>
    private static IEnumerable<string> OrderOf(World world) =>
        world.Writes.Where(write =>
            !write.StartsWith("delete pod", StringComparison.Ordinal) && !write.StartsWith("delete result", StringComparison.Ordinal)
        );

    private static int CountCalls()
    {
        var world = World.G2WhileTesting();
        world.Accept(Samples.Push());
        _ = world.StartRunner();
        world.RunUntilAllEnded();
        return world.Calls.Count;
    }
}

using System.Text.Json.Nodes;
using CsCheck;
using Rex.Core.Pushes;
using Rex.Core.Remediations.Ordering;
using Rex.Core.Tests.Platform;
using Rex.Core.Tests.Workflows;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Remediations.Ordering;

/// <summary>
/// What the fence alone holds, however the pushes of a task arrive: it knows nothing but what the last restart noted on the workflow. At most
/// two pushes are of one second: what more of them need, the ledger's order gives.
/// </summary>
public class FencePropertyTests
{
    private static readonly Gen<History> Histories =
        from gaps in Gen.Int[0, 2].Array[1, 9]
        from lags in Gen.Int[0, 8].Array[gaps.Length]
        from again in Gen.Select(Gen.Int[0, gaps.Length - 1], Gen.Int[0, 12]).Array[0, 8]
        select History.Of(gaps, [.. lags.Select((lag, index) => (index, lag)), .. again]);

    [Fact]
    public void Check_AnyOrderOfArrival_RestartsAreInTheOrderOfThePushesAndNoneComesTwice() =>
        Histories.Sample(history =>
        {
            var places = Restarts(history).Select(restart => history.Pushes.IndexOf(restart.Push)).ToList();

            places.Zip(places.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second, $"{history}: {string.Join(" ", places)}");
        });

    [Fact]
    public void Check_EveryPushArrived_QaLookedAtTheNewestCommitLast() =>
        Histories.Sample(history => Restarts(history)[^1].Head.ShouldBe(history.Pushes[^1].After, history.ToString()));

    [Fact]
    public void Check_FirstArrival_IsLetIn() =>
        Histories.Sample(history => Restarts(history)[0].Push.ShouldBe(history.Arrivals[0].Push, history.ToString()));

    /// <summary>Restarts the workflow for every push that the fence lets in, on the newest commit of that moment.</summary>
    private static List<(Push Push, CommitSha Head)> Restarts(History history)
    {
        JsonNode document = new PlayTree().Document();
        List<(Push, CommitSha)> restarts = [];
        foreach (var (push, at) in history.Arrivals)
        {
            var workflow = PlayTree.Read(document);
            if (Fence.Check(workflow, push) != FenceState.Clear)
            {
                continue;
            }

            var head = history.Pushes.Last(one => one.PushedAt <= at).After;
            var stamp = new RestartStamp(push.Id, head, at, "current-stage", "waiting-pr-created");
            document = MergePatching.Apply(document, WorkflowPatch.Restart(workflow, stamp))!;
            restarts.Add((push, head));
            Fence.Check(PlayTree.Read(document), push).ShouldBe(FenceState.RestartedForThis);
        }

        return restarts;
    }

    /// <summary>Pushes of one task, each going on from the one before it, and when they arrive: each once, some again.</summary>
    private sealed record History(List<Push> Pushes, List<(Push Push, DateTimeOffset At)> Arrivals)
    {
        public static History Of(int[] gaps, (int Index, int Lag)[] arrivals)
        {
            List<Push> pushes = [];
            var second = 0;
            foreach (var gap in gaps)
            {
                var isThird = pushes.Count >= 2 && pushes[^2].PushedAt == Samples.Now.AddSeconds(second);
                second += isThird ? Math.Max(1, gap) : gap;
                pushes.Add(Samples.Push(Digit(pushes.Count), Digit(pushes.Count + 1), -second));
            }

            return new History(
                pushes,
                [
                    .. arrivals
                        .Select(arrival => (pushes[arrival.Index], pushes[arrival.Index].PushedAt.AddSeconds(arrival.Lag + 0.5)))
                        .OrderBy(arrival => arrival.Item2),
                ]
            );
        }

        public override string ToString() =>
            $"pushed at {string.Join(" ", Pushes.Select(push => Seconds(push.PushedAt)))}; arrived "
            + string.Join(" ", Arrivals.Select(arrival => $"{Pushes.IndexOf(arrival.Push)}@{Seconds(arrival.At)}"));

        private static double Seconds(DateTimeOffset time) => (time - Samples.Now).TotalSeconds;

        private static char Digit(int number) => "123456789abcdef"[number];
    }
}

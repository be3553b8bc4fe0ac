using CsCheck;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Remediations.Ordering;
using Rex.Core.Tests.Platform;

namespace Rex.Core.Tests.Remediations.Ordering;

public class PushOrderTests
{
    [Fact]
    public void Sort_Seconds_OldestFirst() => Sorted("c-d@1", "a-b@3", "b-c@2").ShouldBe(["a-b@3", "b-c@2", "c-d@1"]);

    [Fact]
    public void Sort_ChainWithinASecond_FollowsTheChain() => Sorted("c-d@5", "a-b@5", "b-c@5").ShouldBe(["a-b@5", "b-c@5", "c-d@5"]);

    [Fact]
    public void Sort_ThereAndBackWithinASecond_FollowsTheOrderOfAcceptance() => Sorted("a-b@5", "b-a@5").ShouldBe(["a-b@5", "b-a@5"]);

    [Fact]
    public void Sort_ThereAndBackAfterAPushToThere_FollowsTheChain() =>
        Sorted("b-a@5", "a-b@5", "x-a@5").ShouldBe(["x-a@5", "a-b@5", "b-a@5"]);

    [Fact]
    public void Sort_SeveralWaysThereAndBackWithinASecond_FollowTheOrderOfAcceptance() =>
        Sorted("a-b@5", "b-a@5", "a-c@5", "c-a@5").ShouldBe(["a-b@5", "b-a@5", "a-c@5", "c-a@5"]);

    [Fact]
    public void Sort_ChainInPieces_KeepsEachPieceTogether() =>
        Sorted("d-e@5", "b-c@5", "a-b@5", "e-f@5").ShouldBe(["d-e@5", "e-f@5", "a-b@5", "b-c@5"]);

    [Fact]
    public void Sort_BranchesWithinASecond_EachFollowsItsChainInTheOrderOfAcceptance() =>
        Sorted("b-c@5 other", "a-b@5", "a-b@5 other").ShouldBe(["a-b@5 other", "b-c@5 other", "a-b@5"]);

    [Fact]
    public void Sort_SameAcceptance_GoesByTheId()
    {
        var pushes = new[] { Samples.Push('a', 'b', branch: "task-7-x"), Samples.Push('a', 'b', branch: "task-7-y") };
        var remediations = pushes.Select(push => Samples.Accepted(push)).ToList();

        var there = PushOrder.Sort(remediations);
        var back = PushOrder.Sort(Enumerable.Reverse(remediations));

        there.ShouldBe(back);
        there.ShouldBe(remediations.OrderBy(one => one.Id.Value, StringComparer.Ordinal));
    }

    [Fact]
    public void Sort_AnyWalkWithinASecond_IsAPermutationThatIsAWalk() =>
        Gen.Int[0, 3]
            .Array[2, 8]
            .Select(Gen.Int[0, int.MaxValue], (commits, seed) => (commits, seed))
            .Sample(walk =>
            {
                var pushes = PushesOf(walk.commits).DistinctBy(push => push.Id).ToList();
                if (!IsWalk(pushes))
                {
                    // The same move twice in one second is one push; what is left may be no single walk.
                    return;
                }

                var shuffled = pushes.Select(
                    (push, index) => Samples.Accepted(push, Samples.Now.AddMilliseconds((index * 7919) ^ (walk.seed % 8)))
                );

                var sorted = PushOrder.Sort(shuffled.Reverse());

                sorted.Select(one => one.Id.Value).Order().ShouldBe(pushes.Select(push => push.Id.Value).Order());
                IsWalk([.. sorted.Select(one => one.Push)]).ShouldBeTrue(string.Join(" ", sorted.Select(one => Describe(one.Push))));
            });

    [Fact]
    public void Sort_Anything_IsAPermutationInTheOrderOfSeconds() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[1, 3], Gen.Bool)
            .Array[0, 12]
            .Sample(moves =>
            {
                var remediations = moves
                    .Where(move => move.Item1 != move.Item2)
                    .Select(move => Samples.Push(Digit(move.Item1), Digit(move.Item2), move.Item3, move.Item4 ? "task-7-x" : "task-7-y"))
                    .DistinctBy(push => push.Id)
                    .Select((push, index) => Samples.Accepted(push, Samples.Now.AddMilliseconds(index)))
                    .ToList();

                var sorted = PushOrder.Sort(remediations);

                sorted.Select(one => one.Id.Value).Order().ShouldBe(remediations.Select(one => one.Id.Value).Order());
                sorted.Select(one => one.Push.PushedAt).ShouldBeInOrder();
            });

    [Fact]
    public void NewerThan_NewestOfAll_IsNone()
    {
        var all = Remediations("a-b@9", "b-c@5");

        PushOrder.NewerThan(all[1], all).ShouldBeNull();
        PushOrder.NewerThan(all[1], []).ShouldBeNull();
    }

    [Fact]
    public void NewerThan_OlderOne_IsTheNewestOfAll()
    {
        var all = Remediations("a-b@9", "c-d@4", "b-c@5");

        PushOrder.NewerThan(all[0], all)!.ShouldBe(all[1]);
        PushOrder.NewerThan(all[2], all)!.ShouldBe(all[1]);
    }

    [Fact]
    public void NewerThan_SameSecondAndNothingLeadsFromOneToTheOther_IsUnknown()
    {
        var all = Remediations(["c-d@5", "a-b@5"]);

        PushOrder.NewerThan(all[0], all).ShouldBeNull("what lies between them may come yet");
        PushOrder.NewerThan(all[1], all).ShouldBeNull();
    }

    [Fact]
    public void NewerThan_SameSecondInPieces_IsTheLastOfItsOwnPiece()
    {
        var all = Remediations(["a-b@5", "b-c@5", "e-f@5", "c-d@5"]);

        PushOrder.NewerThan(all[0], all)!.ShouldBe(all[3]);
        PushOrder.NewerThan(all[3], all).ShouldBeNull();
        PushOrder.NewerThan(all[2], all).ShouldBeNull();
    }

    [Fact]
    public void NewerThan_SameSecondAndALongChain_FollowsItToItsEnd()
    {
        var all = Remediations(["a-b@5", "b-c@5", "c-d@5", "d-e@5"]);

        PushOrder.NewerThan(all[0], all)!.ShouldBe(all[3]);
    }

    [Fact]
    public void NewerThan_SameSecondAndAPieceOfTwo_DoesNotLeadIntoIt()
    {
        var all = Remediations(["a-b@5", "d-e@5", "e-f@5"]);

        PushOrder.NewerThan(all[0], all).ShouldBeNull();
    }

    [Fact]
    public void NewerThan_PieceOfAnotherSecondOrBranch_DoesNotLeadThere()
    {
        var all = Remediations(["a-b@5", "c-d@5", "b-c@6", "b-c@5 other"]);

        PushOrder.NewerThan(all[2], all)!.ShouldBe(all[3], "the second alone tells, and between branches the acceptance");
        PushOrder.NewerThan(all[0], all)!.ShouldBe(all[3]);
        PushOrder.NewerThan(all[1], all)!.ShouldBe(all[3]);
        PushOrder.NewerThan(all[0], all[..3]).ShouldBeNull();
    }

    [Fact]
    public void NewerThan_ThereAndBackWithinASecond_GoesByTheOrder()
    {
        var all = Remediations(["a-b@5", "b-a@5"]);

        PushOrder.NewerThan(all[0], all)!.ShouldBe(all[1]);
        PushOrder.NewerThan(all[1], all).ShouldBeNull();
    }

    [Fact]
    public void NewerThan_SameSecond_GoesByTheChain()
    {
        var all = Remediations("b-c@5", "a-b@5");

        PushOrder.NewerThan(all[1], all)!.ShouldBe(all[0]);
        PushOrder.NewerThan(all[0], all).ShouldBeNull();
    }

    private static IEnumerable<string> Sorted(params string[] pushes) =>
        PushOrder.Sort(Remediations(pushes)).Select(one => Describe(one.Push));

    /// <summary>Remediations accepted in the order given, each <c>before-after@seconds ago [branch]</c>.</summary>
    private static List<Remediation> Remediations(params string[] pushes) =>
        [
            .. pushes.Select(
                (push, index) =>
                    Samples.Accepted(
                        Samples.Push(
                            Hex(push[0]),
                            Hex(push[2]),
                            push[4] - '0',
                            push.EndsWith(" other", StringComparison.Ordinal) ? "task-7-other" : "task-7-checkout"
                        ),
                        Samples.Now.AddMilliseconds(index)
                    )
            ),
        ];

    private static char Hex(char digit) => digit == 'x' ? '0' : digit;

    private static char Digit(int number) => (char)('a' + number);

    private static IEnumerable<Push> PushesOf(int[] commits) =>
        commits
            .Zip(commits.Skip(1))
            .Where(move => move.First != move.Second)
            .Select(move => Samples.Push(Digit(move.First), Digit(move.Second)));

    private static bool IsWalk(List<Push> pushes) => pushes.Zip(pushes.Skip(1)).All(pair => pair.First.After == pair.Second.Before);

    private static string Describe(Push push)
    {
        var before = push.Before.Value[0] == '0' ? 'x' : push.Before.Value[0];
        var other = push.Branch.Value == "task-7-other" ? " other" : "";
        return $"{before}-{push.After.Value[0]}@{(Samples.Now - push.PushedAt).TotalSeconds}{other}";
    }
}

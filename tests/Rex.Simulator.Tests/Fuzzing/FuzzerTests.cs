using System.Text;
using Rex.Simulator.Fuzzing;
using Rex.Simulator.Fuzzing.Mutations;

namespace Rex.Simulator.Tests.Fuzzing;

public sealed class FuzzerTests
{
    private static readonly AcceptedPush Any = new("acme/shop", 1, "refs/heads/task-1", "a", "b", "5DLabs-Rex[bot]", 1, 0);

    private static readonly HashSet<AcceptedPush?> Originals =
    [
        .. Fuzzed.Corpus.Accepted.Select(original => Fuzzed.Reference.Read("push", original.Json, isForm: false)),
    ];

    [Fact]
    public void Run_Rex_ReadsEveryBodyAsIsDemanded()
    {
        var (tally, failures) = Fuzzed.Run(Fuzzed.Rex, 2_000);

        failures.ShouldBeEmpty();
        tally.Bodies.ShouldBe(2_000);
        tally.Decisions.Values.Sum().ShouldBe(2_000);
        // Otherwise the bodies would show little.
        tally.Decisions.Keys.ShouldBe(
            [
                "Accepted",
                "BranchDeleted",
                "Malformed",
                "NotABranch",
                "NotAPush",
                "NotATaskBranch",
                "RepositoryNotWatched",
                "SenderNotAllowed",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public void Run_SeveralThreads_GivesWhatOneGives()
    {
        var alone = Fuzzed.Run(Fuzzed.Rex, 1_500).Tally;
        var shared = Fuzzed.Run(Fuzzed.Rex, 1_500, parallel: 3).Tally;

        shared.Decisions.ShouldBe(alone.Decisions);
        shared.Mended.ShouldBe(alone.Mended);
    }

    [Fact]
    public void Run_DeciderThatThrowsNowAndThen_IsNoticed() =>
        ShouldNotice(
            new FaultyDecider { Before = length => _ = length % 97 == 0 ? throw new FormatException("planted") : 0 },
            FuzzDemand.NothingThrown,
            "planted"
        );

    [Fact]
    public void Run_DeciderThatCopiesLongBodies_IsNoticed() =>
        ShouldNotice(
            new FaultyDecider { Before = length => _ = new byte[length > 50_000 ? length : 0] },
            FuzzDemand.LittleAllocated,
            "8192 allowed"
        );

    [Fact]
    public void Run_DeciderThatAcceptsWhateverNamesATask_IsNoticed()
    {
        var failures = Fuzzed
            .Run(new FaultyDecider { After = (verdict, body) => Names(body, "/task-") ? new BodyVerdict("Accepted", Any) : verdict }, 2_000)
            .Failures;

        failures.ShouldContain(failure => failure.Demand == FuzzDemand.NothingOpened);
        failures.ShouldContain(failure => failure.Demand == FuzzDemand.AcceptedAsItIs);
    }

    [Fact]
    public void Run_DeciderThatReadsAnotherContent_IsNoticed() =>
        ShouldNotice(
            new FaultyDecider
            {
                After = (verdict, _) => verdict.Push is null ? verdict : verdict with { Push = verdict.Push with { After = "c" } },
            },
            FuzzDemand.AcceptedAsItIs,
            "After = c"
        );

    [Fact]
    public void Run_DeciderThatLosesWhatIsSpelledWithEscapes_IsNoticed() =>
        ShouldNotice(
            new FaultyDecider { After = (verdict, body) => Names(body, "\\u00") ? new BodyVerdict("Malformed", null) : verdict },
            FuzzDemand.SpellingIsNoMatter,
            "Malformed"
        );

    [Fact]
    public void Run_DeciderThatLosesEditedPushes_IsNoticed() =>
        ShouldNotice(
            new FaultyDecider
            {
                After = (verdict, _) => Originals.Contains(verdict.Push) ? verdict : new BodyVerdict("NotATaskBranch", null),
            },
            FuzzDemand.NothingLost,
            "NotATaskBranch"
        );

    [Fact]
    public void Run_Failure_IsGivenWithTheBodyThatMadeIt()
    {
        var failure = Fuzzed
            .Run(new FaultyDecider { Before = length => _ = length > 50_000 ? throw new FormatException() : 0 }, 1_000)
            .Failures[0];

        var again = new BodyMaker(Fuzzed.Corpus, 1).Make(failure.Body.Number);
        again.Content.ShouldBe(failure.Body.Content);
        again.Origin.ShouldBe(failure.Body.Origin);
        again.Content.Length.ShouldBeGreaterThan(50_000);
    }

    private static bool Names(byte[] body, string text) => body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    private static void ShouldNotice(IBodyDecider decider, FuzzDemand demand, string why)
    {
        for (var count = 125; count <= 2_000; count *= 2)
        {
            var (tally, failures) = Fuzzed.Run(decider, count);
            tally.Failures.ShouldBe(failures.Count);
            if (failures.Any(failure => failure.Demand == demand && failure.Why.Contains(why, StringComparison.Ordinal)))
            {
                return;
            }
        }

        throw new ShouldAssertException($"Nobody noticed: {demand}, {why}");
    }
}

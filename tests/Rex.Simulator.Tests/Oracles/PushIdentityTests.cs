using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Oracles;

public sealed class PushIdentityTests
{
    private static readonly string Commit = new('b', 40);
    private static readonly string Zeros = new('0', 40);

    [Fact]
    public void PushOf_TwoBranchesAtOneCommitInOneSecond_TellsThemApart()
    {
        var (first, second) = (Push("refs/heads/task-3", Zeros, 1), Push("refs/heads/task-3-again", Zeros, 2));
        var testimony = Testimony(first, second);

        // The digests are what `printf 'refs/heads/task-3\n000…' | sha256sum | head -c 8` says.
        testimony.PushOf("rex-7-3-1772442600-bbbbbbbbbbbb-f6e1e4e0").ShouldBe(first);
        testimony.PushOf("rex-7-3-1772442600-bbbbbbbbbbbb-2348e6bd").ShouldBe(second);
        testimony.PushOf("rex-7-3-1772442600-bbbbbbbbbbbb-00000000").ShouldBeNull();
    }

    [Fact]
    public void PushOf_BackToTheSameCommitInOneSecond_TellsThemApart()
    {
        var (there, back) = (Push("refs/heads/task-3", Zeros, 1), Push("refs/heads/task-3", new string('c', 40), 3));
        var testimony = Testimony(there, back);

        testimony.PushOf("rex-7-3-1772442600-bbbbbbbbbbbb-f6e1e4e0").ShouldBe(there);
        testimony.PushOf("rex-7-3-1772442600-bbbbbbbbbbbb-6616ffdc").ShouldBe(back);
    }

    private static PushFact Push(string name, string before, int order) =>
        new(LedgerBuilder.Task, Commit, LedgerBuilder.PushedAt, LedgerBuilder.PushedAt, order) { Ref = name, Before = before };

    private static Testimony Testimony(params PushFact[] pushes) =>
        new(
            new Evidence
            {
                Entries = [],
                Tasks = [LedgerBuilder.Task],
                Pushes = pushes,
                Remediations = [],
                EndedAt = LedgerBuilder.PushedAt,
            }
        );
}

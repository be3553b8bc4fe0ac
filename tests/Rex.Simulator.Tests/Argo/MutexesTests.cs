using Rex.Simulator.Argo.Engine;

namespace Rex.Simulator.Tests.Argo;

/// <summary>A mutex is had by one node at a time, and the oldest workflow is next.</summary>
public sealed class MutexesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly Mutexes mutexes = new();
    private readonly List<string> freed = [];

    public MutexesTests() => mutexes.Freed += freed.Add;

    [Fact]
    public void TryAcquire_SeveralWait_OldestWorkflowIsNext()
    {
        Ask("first", 2).ShouldBeTrue();
        Ask("younger", 3).ShouldBeFalse();
        Ask("older", 1).ShouldBeFalse();
        Ask("first", 2).ShouldBeTrue("it has it already");

        mutexes.Release("first", "node");

        freed.ShouldBe(["older"]);
        Ask("younger", 3).ShouldBeFalse("it is not its turn");
        Ask("older", 1).ShouldBeTrue();
    }

    [Fact]
    public void ReleaseAll_WorkflowThatWaitsEnds_LeavesTheQueue()
    {
        Ask("first", 1);
        Ask("second", 2);
        Ask("third", 3);

        mutexes.ReleaseAll("second");
        freed.ShouldBeEmpty();
        mutexes.ReleaseAll("first");

        freed.ShouldBe(["third"]);
        Ask("third", 3).ShouldBeTrue();
    }

    [Fact]
    public void TryAcquire_OtherName_IsAnotherMutex()
    {
        Ask("first", 1).ShouldBeTrue();

        mutexes.TryAcquire("other", "second", "node", Start).ShouldBeTrue();
    }

    private bool Ask(string workflow, int created) => mutexes.TryAcquire("lock", workflow, "node", Start.AddSeconds(created));
}

using Rex.Simulator.Worlds;

namespace Rex.Simulator.Tests.Worlds;

public sealed class CommitsTests
{
    [Fact]
    public void Of_OneName_IsAlwaysTheSameCommit()
    {
        var commits = new Commits(seed: 7);

        var first = commits.Of("a");

        commits.Of("b").ShouldNotBe(first);
        commits.Of("a").ShouldBe(first);
        first.Length.ShouldBe(40);
    }

    [Fact]
    public void Of_NoName_IsANewCommitEachTime()
    {
        var commits = new Commits(seed: 7);

        commits.Of("").ShouldNotBe(commits.Of(""));
    }

    [Fact]
    public void Of_SameSeed_GivesTheSameCommits() => new Commits(seed: 7).Of("a").ShouldBe(new Commits(seed: 7).Of("a"));
}

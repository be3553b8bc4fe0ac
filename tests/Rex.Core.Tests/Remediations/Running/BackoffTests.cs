using Rex.Core.Options;
using Rex.Core.Remediations.Running;

namespace Rex.Core.Tests.Remediations.Running;

public class BackoffTests
{
    private static readonly DeadlineOptions Options = new()
    {
        RetryDelay = TimeSpan.FromSeconds(1),
        MaxRetryDelay = TimeSpan.FromSeconds(30),
    };

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 8)]
    [InlineData(6, 15)]
    [InlineData(7, 15)]
    [InlineData(int.MaxValue, 15)]
    public void After_LeastJitter_DoublesUpToHalfTheLongestPause(int failures, double seconds) =>
        new Backoff(Options, () => 0).After(failures, null).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(1, 0.75)]
    [InlineData(7, 22.5)]
    public void After_SomeJitter_IsLonger(int failures, double seconds) =>
        new Backoff(Options, () => 0.5).After(failures, null).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void After_OtherSideAskedForMore_IsWhatItAskedFor() =>
        new Backoff(Options, () => 0).After(1, TimeSpan.FromMinutes(2)).ShouldBe(TimeSpan.FromMinutes(2));

    [Fact]
    public void After_OtherSideAskedForLess_IsNotShortened() =>
        new Backoff(Options, () => 0).After(3, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromSeconds(2));
}

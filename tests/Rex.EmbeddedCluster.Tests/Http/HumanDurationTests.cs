using Rex.Embedded.Http;

namespace Rex.Embedded.Tests.Http;

public sealed class HumanDurationTests
{
    [Theory]
    [InlineData(-5, "<invalid>")]
    [InlineData(0, "0s")]
    [InlineData(119, "119s")]
    [InlineData(120, "2m")]
    [InlineData(125, "2m5s")]
    [InlineData(600, "10m")]
    [InlineData(10799, "179m")]
    [InlineData(10800, "3h")]
    [InlineData(11100, "3h5m")]
    [InlineData(28800, "8h")]
    [InlineData(172800, "2d")]
    [InlineData(176400, "2d1h")]
    [InlineData(691200, "8d")]
    [InlineData(63072000, "2y")]
    public void Format_Age_IsKubectls(long seconds, string expected) =>
        HumanDuration.Format(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
}

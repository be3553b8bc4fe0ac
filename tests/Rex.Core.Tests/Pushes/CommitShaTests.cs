using Rex.Core.Pushes;

namespace Rex.Core.Tests.Pushes;

public class CommitShaTests
{
    [Theory]
    [InlineData("8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c5")]
    [InlineData("8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c58c3ad1e4b6f7a8091a2b3c4d")]
    public void TryParse_Digits_GivesTheCommit(string text)
    {
        CommitSha.TryParse(text, out var commit).ShouldBeTrue();

        commit.Value.ShouldBe(text);
        commit.ToString().ShouldBe(text);
        commit.Abbreviation.ShouldBe("8c3ad1e4b6f7");
        commit.IsZero.ShouldBeFalse();
        CommitSha.Parse(text).ShouldBe(commit);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(64)]
    public void IsZero_AllZeros_IsTrue(int length)
    {
        CommitSha.Parse(new string('0', length)).IsZero.ShouldBeTrue();
        CommitSha.Parse(new string('0', length - 1) + "1").IsZero.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("8c3ad1e")]
    [InlineData("8C3AD1E4B6F7A8091A2B3C4D5E6F708192A3B4C5")]
    [InlineData("8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c")]
    [InlineData("8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c5a")]
    [InlineData("8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4cg")]
    [InlineData("8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c\n")]
    [InlineData("$(reboot)e4b6f7a8091a2b3c4d5e6f708192a3b4")]
    public void TryParse_AnythingElse_IsNoCommit(string? text)
    {
        CommitSha.TryParse(text, out var commit).ShouldBeFalse();

        commit.ShouldBeNull();
        Should.Throw<FormatException>(() => CommitSha.Parse(text!)).Message.ShouldStartWith($"'{text}' is no commit");
    }
}

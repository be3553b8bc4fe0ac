using Rex.Core.Options;
using Rex.Core.PullRequests;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows.Restarting;

namespace Rex.Core.Tests.Workflows.Restarting;

public class RestartStampTests
{
    [Fact]
    public void For_SeveralPullRequests_NotesTheHeadOfTheNewest() =>
        HeadOf(
                Samples.Pull() with
                {
                    Number = 18,
                    HeadSha = new string('c', 40),
                },
                Samples.Pull() with
                {
                    Number = 19,
                    HeadSha = new string('d', 40),
                },
                Samples.Pull()
            )
            .ShouldBe(new string('d', 40));

    [Fact]
    public void For_NoPullRequest_NotesTheCommitThatWasPushed() => HeadOf().ShouldBe(Samples.Push().After.Value);

    [Fact]
    public void For_HeadThatIsNoCommit_NotesTheCommitThatWasPushed() =>
        HeadOf(Samples.Pull() with { HeadSha = "main" }).ShouldBe(Samples.Push().After.Value);

    private static string HeadOf(params PullRequest[] open) =>
        RestartStamp.For(Samples.Accepted(Samples.Push()), open, new PlatformNames(), Samples.Now).Head.Value;
}

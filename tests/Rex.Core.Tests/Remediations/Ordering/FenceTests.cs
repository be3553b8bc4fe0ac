using System.Text.Json.Nodes;
using Rex.Core.Pushes;
using Rex.Core.Remediations.Ordering;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Remediations.Ordering;

public class FenceTests
{
    private static readonly Push Restarted = Samples.Push('a', 'b', secondsAgo: 60);

    [Fact]
    public void Check_NeverRestarted_IsClear() => Check(null, null, Restarted).ShouldBe(FenceState.Clear);

    [Fact]
    public void Check_AnnotationThatIsNoId_IsClear() => Check("somebody", null, Restarted).ShouldBe(FenceState.Clear);

    [Fact]
    public void Check_SamePush_IsRestartedForThis() => Check(Restarted).ShouldBe(FenceState.RestartedForThis);

    [Fact]
    public void Check_OlderPush_IsRestartedForNewer() =>
        Check(Samples.Push('9', 'a', secondsAgo: 61)).ShouldBe(FenceState.RestartedForNewer);

    [Fact]
    public void Check_NewerPush_IsClear() => Check(Samples.Push('b', 'c', secondsAgo: 59)).ShouldBe(FenceState.Clear);

    [Fact]
    public void Check_SameSecondAndTheRestartedWentOnFromIt_IsRestartedForNewer() =>
        Check(Samples.Push('9', 'a', secondsAgo: 60)).ShouldBe(FenceState.RestartedForNewer);

    [Fact]
    public void Check_SameSecondAndItWentOnFromTheRestarted_IsClear() =>
        Check(Samples.Push('b', 'c', secondsAgo: 60)).ShouldBe(FenceState.Clear);

    [Fact]
    public void Check_SameSecondOnAnotherBranchAtThatCommit_IsClear() =>
        Check(Samples.Push('9', 'a', secondsAgo: 60, branch: "task-7-other")).ShouldBe(FenceState.Clear);

    [Fact]
    public void Check_ItsCommitWasTheHeadOfALaterRestart_IsRestartedForNewer() =>
        Check(Restarted.Id.Value, Head('c', Samples.Now), Samples.Push('b', 'c', secondsAgo: 59)).ShouldBe(FenceState.RestartedForNewer);

    [Fact]
    public void Check_ItsCommitWasTheHeadOfAnEarlierRestart_IsClear() =>
        Check(Restarted.Id.Value, Head('c', Samples.Now.AddSeconds(-59)), Samples.Push('b', 'c', secondsAgo: 59))
            .ShouldBe(FenceState.Clear);

    [Fact]
    public void Check_AnotherCommitWasTheHeadOfALaterRestart_IsClear() =>
        Check(Restarted.Id.Value, Head('d', Samples.Now), Samples.Push('b', 'c', secondsAgo: 59)).ShouldBe(FenceState.Clear);

    [Fact]
    public void Check_NewerPushAndNoHeadWasNoted_IsClear() =>
        Check(Restarted.Id.Value, null, Samples.Push('b', 'c', secondsAgo: 59)).ShouldBe(FenceState.Clear);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Check_HeadOfALaterRestartThatIsHeld_IsClearWhereAnotherPushStoppedIt(bool isRepair)
    {
        var holder = isRepair ? Restarted : Samples.Push('9', 'd', secondsAgo: 60);

        Check(Restarted.Id.Value, Head('c', Samples.Now), Samples.Push('b', 'c', secondsAgo: 59), holder)
            .ShouldBe(isRepair ? FenceState.RestartedForNewer : FenceState.Clear);
    }

    [Fact]
    public void Check_OlderPushOfAHeldWorkflow_IsRestartedForNewer() =>
        Check(Restarted.Id.Value, null, Samples.Push('9', 'a', secondsAgo: 61), Samples.Push('8', '9', secondsAgo: 62))
            .ShouldBe(FenceState.RestartedForNewer);

    [Theory]
    [InlineData("")]
    [InlineData("cccccccccccccccccccccccccccccccccccccccc")]
    [InlineData("cccccccccccccccccccccccccccccccccccccccc yesterday")]
    public void Check_HeadThatCannotBeRead_IsClear(string head) =>
        Check(Restarted.Id.Value, head, Samples.Push('b', 'c', secondsAgo: 59)).ShouldBe(FenceState.Clear);

    private static string Head(char commit, DateTimeOffset when) => $"{Samples.Commit(commit)} {Plays.Text(when)}";

    private static FenceState Check(Push push) => Check(Restarted.Id.Value, Head('b', Samples.Now.AddSeconds(-50)), push);

    private static FenceState Check(string? restartedFor, string? restartedHead, Push push, Push? holder = null)
    {
        var world = new World();
        world.AddPlay(Plays.G2WhileTesting);
        world.EditMain(workflow =>
        {
            workflow["metadata"]!["labels"]![ArgoMetadata.Completed] = holder is null ? "false" : "true";
            workflow["metadata"]!["annotations"] = new JsonObject
            {
                [RexAnnotations.RestartedFor] = restartedFor,
                [RexAnnotations.RestartedHead] = restartedHead,
                [RexAnnotations.HeldBy] = holder?.Id.Value,
            };
        });
        return Fence.Check(world.Main(), push);
    }
}

using Rex.Core.Pushes;
using Rex.Core.Remediations;

namespace Rex.Core.Tests.Pushes;

public class PushDeciderTests
{
    private static readonly PushDecider Decider = new(new PushPolicy(new PushOptions { Repositories = ["5dlabs/cto"] }));

    // Each entry breaks one check, in the order of the checks.
    private static readonly (ReasonCode Reason, Func<PushEvent, PushEvent> Break)[] Checks =
    [
        (ReasonCode.RepositoryNotWatched, push => push with { Repository = RepositoryName.Parse("5dlabs/other") }),
        (ReasonCode.NotABranch, push => push with { Ref = "refs/tags/task-3" }),
        (ReasonCode.BranchDeleted, push => push with { Deleted = true }),
        (ReasonCode.NotATaskBranch, push => push with { Ref = push.Ref.Replace("task-3", "main", StringComparison.Ordinal) }),
        (ReasonCode.SenderNotAllowed, push => push with { SenderLogin = "octocat" }),
    ];

    [Fact]
    public void Decide_AgentsPushToATaskBranch_IsAccepted()
    {
        var decision = Decider.Decide("push", PushBody.Bytes, PushContentType.Json);

        decision.IsAccepted.ShouldBeTrue();
        decision.Reason.ShouldBeNull();
        decision.Message.ShouldBe("The push to feature/task-3-login of 5dlabs/cto is about task 3.");
        decision.Push.ShouldBe(
            new Push
            {
                RepositoryId = 1_296_269_123,
                Repository = RepositoryName.Parse("5dlabs/cto"),
                Branch = BranchName.Parse("feature/task-3-login"),
                Task = new TaskId(3),
                Before = CommitSha.Parse(PushBody.Before),
                After = CommitSha.Parse(PushBody.After),
                PushedAt = DateTimeOffset.FromUnixTimeSeconds(PushBody.PushedAt),
            }
        );
    }

    [Fact]
    public void Decide_BranchCreatedByThePush_IsAccepted() =>
        Decider.Decide(PushBody.Event with { Created = true, Before = CommitSha.Parse(PushBody.Zeros) }).IsAccepted.ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Push")]
    [InlineData("push ")]
    [InlineData("ping")]
    [InlineData("pull_request")]
    public void Decide_AnotherEvent_IsNotAPush(string? eventType)
    {
        ShouldBeIgnored(Decider.Decide(eventType, PushBody.Bytes, PushContentType.Json), ReasonCode.NotAPush);
        ShouldBeIgnored(Decider.Decide(eventType, PushParseResult.Read(PushBody.Event)), ReasonCode.NotAPush);
    }

    [Fact]
    public void Decide_AnotherEventThatIsAlsoMalformed_IsNotAPush() =>
        ShouldBeIgnored(Decider.Decide("ping", "{"u8, PushContentType.Json), ReasonCode.NotAPush);

    [Fact]
    public void Decide_Malformed_SaysWhatWasWrong()
    {
        var decision = Decider.Decide("push", PushParser.Parse("{}"u8, PushContentType.Json));

        ShouldBeIgnored(decision, ReasonCode.Malformed);
        decision.Message.ShouldBe("`ref` is missing.");
    }

    [Theory]
    [InlineData("refs/tags/task-3")]
    [InlineData("refs/heads/")]
    [InlineData("task-3")]
    [InlineData("refs/heads/task-3-$(id) x")]
    public void Decide_AnythingButABranch_IsNotABranch(string reference) =>
        ShouldBeIgnored(Decider.Decide(PushBody.Event with { Ref = reference }), ReasonCode.NotABranch);

    [Fact]
    public void Decide_AfterIsZero_IsADeletedBranch() =>
        ShouldBeIgnored(Decider.Decide(PushBody.Event with { After = CommitSha.Parse(PushBody.Zeros) }), ReasonCode.BranchDeleted);

    [Fact]
    public void Decide_SeveralThingsWrong_TheFirstCheckDecides()
    {
        // Every subset of broken checks ends with the first of them.
        for (var subset = 1; subset < 1 << Checks.Length; subset++)
        {
            var broken = Checks.Where((_, index) => (subset >> index & 1) == 1).ToArray();
            var push = broken.Aggregate(PushBody.Event, (one, check) => check.Break(one));

            ShouldBeIgnored(Decider.Decide("push", PushParseResult.Read(push)), broken[0].Reason);
        }
    }

    [Fact]
    public void Decide_IgnoredPush_AllocatesLittle()
    {
        var body = System.Text.Encoding.UTF8.GetBytes(PushBody.With("ref", "\"refs/heads/main\""));
        Decider.Decide("push", body, PushContentType.Json).Reason.ShouldBe(ReasonCode.NotATaskBranch);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Decider.Decide("push", body, PushContentType.Json);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4096);
    }

    private static void ShouldBeIgnored(PushDecision decision, ReasonCode reason)
    {
        decision.IsAccepted.ShouldBeFalse();
        decision.Push.ShouldBeNull();
        decision.Reason.ShouldBe(reason);
        decision.Message.ShouldNotBeNullOrWhiteSpace();
    }
}

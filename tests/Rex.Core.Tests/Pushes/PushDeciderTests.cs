using System.Text;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Core.Tests.Platform;

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

    public static TheoryData<string, string, ReasonCode> IgnoredBodies { get; } =
        new()
        {
            { "repository.full_name", "\"5dlabs/other\"", ReasonCode.RepositoryNotWatched },
            { "ref", "\"refs/tags/task-3\"", ReasonCode.NotABranch },
            { "ref", "\"refs/heads/task-3-a..b\"", ReasonCode.NotABranch },
            { "deleted", "true", ReasonCode.BranchDeleted },
            { "after", $"\"{PushBody.Zeros}\"", ReasonCode.BranchDeleted },
            { "ref", "\"refs/heads/main\"", ReasonCode.NotATaskBranch },
            { "ref", "\"refs/heads/m\\u0061in\"", ReasonCode.NotATaskBranch },
        };

    [Theory]
    [MemberData(nameof(IgnoredBodies))]
    public void Decide_IgnoredBody_AllocatesNothing(string path, string json, ReasonCode reason)
    {
        foreach (var (body, contentType) in AsJsonAndAsForm(PushBody.With(path, json)))
        {
            Decider.Decide("push", body, contentType).Reason.ShouldBe(reason);
            Allocation.Of(() => Decider.Decide("push", body, contentType)).ShouldBe(0);
        }
    }

    [Fact]
    public void Decide_AnotherEvent_AllocatesNothing() =>
        Allocation.Of(() => Decider.Decide("ping", PushBody.Bytes, PushContentType.Json)).ShouldBe(0);

    [Theory]
    [MemberData(nameof(IgnoredBodies))]
    public void Decide_IgnoredBody_GetsTheReasonOfItsEvent(string path, string json, ReasonCode reason)
    {
        var body = PushBody.With(path, json);

        ShouldBeIgnored(Decider.Decide("push", Encoding.UTF8.GetBytes(body), PushContentType.Json), reason);
        ShouldBeIgnored(Decider.Decide("push", PushBody.Parse(body)), reason);
    }

    [Theory]
    [InlineData("sender.login", "\"octocat\"")]
    [InlineData("sender.type", "\"User\"")]
    public void Decide_BodyOfAnotherSender_IsNotAllowed(string path, string json) =>
        ShouldBeIgnored(
            Decider.Decide("push", Encoding.UTF8.GetBytes(PushBody.With(path, json)), PushContentType.Json),
            ReasonCode.SenderNotAllowed
        );

    [Fact]
    public void Decide_MalformedBody_SaysWhatWasWrong()
    {
        var decision = Decider.Decide("push", "{}"u8, PushContentType.Json);

        ShouldBeIgnored(decision, ReasonCode.Malformed);
        decision.Message.ShouldBe("`ref` is missing.");
    }

    [Fact]
    public void Decide_PatternThatMatchesWithoutANumber_IsNotATaskBranch()
    {
        var decider = new PushDecider(
            new PushPolicy(new PushOptions { Repositories = ["5dlabs/cto"], BranchPattern = "feature/(?<id>task).*" })
        );

        ShouldBeIgnored(decider.Decide("push", PushBody.Bytes, PushContentType.Json), ReasonCode.NotATaskBranch);
    }

    private static (byte[] Body, PushContentType ContentType)[] AsJsonAndAsForm(string json) =>
        [
            (Encoding.UTF8.GetBytes(json), PushContentType.Json),
            (Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(json)), PushContentType.Form),
        ];

    private static void ShouldBeIgnored(PushDecision decision, ReasonCode reason)
    {
        decision.IsAccepted.ShouldBeFalse();
        decision.Push.ShouldBeNull();
        decision.Reason.ShouldBe(reason);
        decision.Message.ShouldNotBeNullOrWhiteSpace();
    }
}

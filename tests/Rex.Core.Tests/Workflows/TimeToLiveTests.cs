using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Options;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Workflows;

public class TimeToLiveTests
{
    private static readonly DateTimeOffset FinishedAt = Samples.Now.AddHours(-1);
    private static readonly DateTimeOffset LastFinished = Samples.Now.AddMinutes(-40);
    private static readonly DateTimeOffset Retried = Samples.Now.AddMinutes(-10);

    [Theory]
    [InlineData("secondsAfterCompletion")]
    [InlineData("secondsAfterSuccess")]
    [InlineData("secondsAfterFailure")]
    public void EndsHoldUntil_TimerEndsSoon_IsAMinuteAfterIt(string setting) =>
        Until(Strategy(setting, 3600 + 120)).ShouldBe(Samples.Now.AddMinutes(3));

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-60, true)]
    [InlineData(0, true)]
    [InlineData(660, true)]
    [InlineData(661, false)]
    public void EndsHoldUntil_TimerEndsThen_IsADangerWhileAHoldCouldMeetIt(int secondsAhead, bool isDanger) =>
        Until(Strategy("secondsAfterCompletion", 3600 + secondsAhead)).HasValue.ShouldBe(isDanger);

    [Fact]
    public void EndsHoldUntil_TwoTimersEndSoon_IsAfterTheLaterOne()
    {
        var strategy = Strategy("secondsAfterCompletion", 3600 + 120);
        strategy["secondsAfterFailure"] = 3600 + 240;

        Until(strategy).ShouldBe(Samples.Now.AddMinutes(5));
    }

    [Fact]
    public void EndsHoldUntil_StrategyOfTheTemplate_CountsToo() =>
        Until(
                null,
                workflow =>
                    workflow["status"]!["storedWorkflowTemplateSpec"]!["ttlStrategy"] = Strategy("secondsAfterCompletion", 3600 + 120)
            )
            .ShouldBe(Samples.Now.AddMinutes(3));

    [Fact]
    public void EndsHoldUntil_StrategiesOfBoth_GoesByTheWorkflowsOwn() =>
        Until(
                Strategy("secondsAfterCompletion", 3600 + 120),
                workflow =>
                    workflow["status"]!["storedWorkflowTemplateSpec"]!["ttlStrategy"] = Strategy("secondsAfterCompletion", 3600 + 240)
            )
            .ShouldBe(Samples.Now.AddMinutes(3));

    [Fact]
    public void EndsHoldUntil_NoStrategy_IsNoDanger() => Until(null).ShouldBeNull();

    [Theory]
    [InlineData("\"3720\"")]
    [InlineData("3720.5")]
    [InlineData("99999999999")]
    public void EndsHoldUntil_StrategyThatCannotBeRead_IsNoDanger(string json) =>
        Until(new JsonObject { ["secondsAfterCompletion"] = JsonNode.Parse(json) }).ShouldBeNull();

    [Fact]
    public void EndsHoldUntil_NeverRevived_IsNoDanger() =>
        Until(Strategy("secondsAfterCompletion", 3600), workflow => workflow["metadata"]!["annotations"] = null).ShouldBeNull();

    [Theory]
    [InlineData(2 * 3600 + 120)]
    [InlineData(3600 + 120)]
    [InlineData(120)]
    public void EndsHoldUntil_RevivedSeveralTimes_MindsTheTimerOfEachEnd(int lifetime) =>
        Until(
                Strategy("secondsAfterCompletion", lifetime),
                workflow =>
                    workflow["metadata"]!["annotations"]![RexAnnotations.FinishedAt] = string.Join(
                        ' ',
                        new[] { 2, 1, 0 }.Select(hours => Plays.Text(Samples.Now.AddHours(-hours)))
                    )
            )
            .ShouldBe(Samples.Now.AddMinutes(3));

    [Fact]
    public void EndsHoldUntil_FinishedAgain_NeedsNoHold() =>
        Until(Strategy("secondsAfterCompletion", 3600), workflow => workflow["status"]!["phase"] = "Failed").ShouldBeNull();

    [Theory]
    [InlineData(9 * 60 - 1, false)]
    [InlineData(9 * 60, true)]
    [InlineData(51 * 60, true)]
    [InlineData(51 * 60 + 1, false)]
    public void EndsHoldUntil_RetriedBySomebody_IsADangerForAnyEndThatMayHaveBeen(int lifetime, bool isDanger) =>
        Until(Strategy("secondsAfterFailure", lifetime), RetriedBySomebody)
            .ShouldBe(isDanger ? Retried + TimeSpan.FromSeconds(lifetime) + TimeSpan.FromMinutes(1) : null);

    [Fact]
    public void EndsHoldUntil_RetriedBySomebodyWithoutStrategy_IsNoDanger() => Until(null, RetriedBySomebody).ShouldBeNull();

    [Fact]
    public void EndsHoldUntil_RevivedByRex_GoesByTheNotedEndAlone() =>
        Until(
                Strategy("secondsAfterFailure", 1800),
                workflow =>
                {
                    RetriedBySomebody(workflow);
                    Annotate(workflow, finishedAt: Plays.Text(FinishedAt), revivedAt: Retried);
                }
            )
            .ShouldBeNull();

    [Fact]
    public void EndsHoldUntil_RetriedBySomebodySinceRexRevivedIt_IsADangerThoughAnEndIsNoted() =>
        Until(
                Strategy("secondsAfterFailure", 1800),
                workflow =>
                {
                    RetriedBySomebody(workflow);
                    Annotate(workflow, finishedAt: Plays.Text(Retried.AddMinutes(-25)), revivedAt: Retried.AddMinutes(-24));
                }
            )
            .ShouldBe(Retried.AddMinutes(31));

    [Theory]
    [InlineData(9 * 60, true)]
    [InlineData(51 * 60, true)]
    [InlineData(51 * 60 + 1, false)]
    public void EndsHoldUntil_EndNotedAsBetweenTwoTimes_IsADangerForAllThatLieBetween(int lifetime, bool isDanger) =>
        Until(
            Strategy("secondsAfterFailure", lifetime),
            workflow => Annotate(workflow, $"{Plays.Text(LastFinished)}/{Plays.Text(Retried)}", revivedAt: null)
        )
            .HasValue.ShouldBe(isDanger);

    [Theory]
    [InlineData("/")]
    [InlineData("2026-01-05T09:30:00Z/")]
    [InlineData("/2026-01-05T09:30:00Z")]
    public void EndsHoldUntil_NoteThatCannotBeRead_IsNoDanger(string noted) =>
        Until(Strategy("secondsAfterFailure", 1800), workflow => Annotate(workflow, noted, revivedAt: null)).ShouldBeNull();

    [Fact]
    public void EndsHoldUntil_NeverStarted_IsNoDanger() =>
        Until(
                Strategy("secondsAfterFailure", 1800),
                workflow =>
                {
                    RetriedBySomebody(workflow);
                    workflow["status"]!.AsObject().Remove("startedAt");
                }
            )
            .ShouldBeNull();

    /// <summary>As <c>argo retry</c> leaves it: no note, a new start, and what succeeded finished before that. Something has finished since.</summary>
    private static void RetriedBySomebody(JsonObject workflow)
    {
        workflow["metadata"]!["annotations"] = null;
        var status = workflow["status"]!;
        status["startedAt"] = Plays.Text(Retried);
        var finished = status["nodes"]!
            .AsObject()
            .Where(node => node.Value!["finishedAt"] is not null)
            .Select(node => node.Value!)
            .ToList();
        finished.ForEach(node => node["finishedAt"] = Plays.Text(LastFinished.AddMinutes(-10)));
        finished[1]["finishedAt"] = Plays.Text(LastFinished);
        finished[2]["finishedAt"] = Plays.Text(Retried.AddMinutes(5));
    }

    private static void Annotate(JsonObject workflow, string finishedAt, DateTimeOffset? revivedAt) =>
        workflow["metadata"]!["annotations"] = new JsonObject
        {
            [RexAnnotations.FinishedAt] = finishedAt,
            [RexAnnotations.RevivedAt] = revivedAt is { } at ? Plays.Text(at) : null,
        };

    private static JsonObject Strategy(string setting, int seconds) => new() { [setting] = seconds };

    private static DateTimeOffset? Until(JsonObject? strategy, Action<JsonObject>? change = null)
    {
        var workflow = Plays.Workflow(Plays.G2WhileTesting);
        workflow["spec"]!["ttlStrategy"] = strategy;
        if (strategy is null)
        {
            workflow["spec"]!.AsObject().Remove("ttlStrategy");
        }

        workflow["metadata"]!["annotations"] = new JsonObject { [RexAnnotations.FinishedAt] = Plays.Text(FinishedAt) };
        change?.Invoke(workflow);
        var options = new RexOptions();
        return TimeToLive.EndsHoldUntil(MainWorkflow.From(JsonSerializer.SerializeToElement(workflow)), options, Samples.Now);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Core.Options;
using Rex.Core.Tests.Platform;
using Rex.Core.Workflows;

namespace Rex.Core.Tests.Workflows;

public class TimeToLiveTests
{
    private static readonly DateTimeOffset FinishedAt = Samples.Now.AddHours(-1);

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

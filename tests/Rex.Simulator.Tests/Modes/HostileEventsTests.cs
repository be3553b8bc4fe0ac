using System.Text.Json.Nodes;
using Rex.Simulator.Commands;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Oracles;

namespace Rex.Simulator.Tests.Modes;

/// <summary>Bodies that mean harm, on the whole way through filter, Sensor, workflow and pod.</summary>
public sealed class HostileEventsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Branches_ThatSomethingOnTheWayWouldExpand_ReachTheLedgerAsTheyAre()
    {
        await using var world = await StartAsync();
        var longest = "feature/task-3-" + new string('x', 240);
        string[] branches =
        [
            "task-3-$(reboot)",
            "task-3-$(REX_STEP_SENDER)$$",
            "task-3-`id`",
            "task-3-\"'",
            "task-3-{{workflow.name}}{{=1+1}}",
            longest,
        ];

        byte number = 1;
        foreach (var branch in branches)
        {
            var answer = await world.Rex.DeliverAsync(world.Push(number++, body => body["ref"] = $"refs/heads/{branch}"), Cancellation);

            answer.Result.ShouldBe("Accepted", $"{branch}: {answer}");
            var remediation = world.World.Objects.Find("remediations", answer.RemediationId)!;
            ((string?)remediation["spec"]!["ref"]).ShouldBe($"refs/heads/{branch}");
        }
    }

    [Fact]
    public async Task Bodies_ThatAreNoPushOfATask_ExecuteNothing()
    {
        await using var world = await StartAsync();
        (string Why, Delivery Delivery)[] bad =
        [
            ("filter condition not met", world.Push(1, body => body.Remove("sender"))),
            ("filter condition not met", world.Push(2, body => body["ref"] = "refs/heads/task-3-a\nb")),
            ("filter condition not met", world.Push(3, eventName: "issues")),
            ("body.deleted is not as wanted", world.Push(4, body => body["deleted"] = true)),
            ("the trigger could not be executed", world.Push(5, body => body.Remove("after"))),
        ];

        foreach (var (why, delivery) in bad)
        {
            var answer = await world.Rex.DeliverAsync(delivery, Cancellation);

            answer.Result.ShouldBe("Dropped", $"{answer}");
            answer.Message.ShouldContain(why);
        }

        world.World.Ledger.Snapshot().ShouldNotContain(entry => entry.Identity == "sensor" || RexWrite.IsRex(entry.Identity));
    }

    [Fact]
    public async Task Bodies_ThatTheStepItselfRefuses_WriteNothingAndNameTheReason()
    {
        await using var world = await StartAsync();
        (string Reason, Delivery Delivery)[] bad =
        [
            ("Malformed", world.Push(1, body => body["after"] = "$(reboot)")),
            ("Malformed", world.Push(2, body => body["repository"]!["id"] = -1)),
            ("RepositoryNotWatched", world.Push(3, body => body["repository"]!["full_name"] = "evil/shop")),
            ("SenderNotAllowed", world.Push(4, body => body["sender"]!["type"] = "User")),
        ];

        foreach (var (reason, delivery) in bad)
        {
            var answer = await world.Rex.DeliverAsync(delivery, Cancellation);

            (answer.Result, answer.Reason).ShouldBe(("Ignored", reason), $"{answer}");
        }

        world.World.Ledger.Snapshot().ShouldNotContain(entry => entry.IsWrite && RexWrite.IsRex(entry.Identity));
    }

    [Fact]
    public async Task RepositoryId_BeyondThirtyTwoBits_KeepsItsDigits()
    {
        await using var world = await StartAsync();

        var answer = await world.Rex.DeliverAsync(world.Push(1, body => body["repository"]!["id"] = 4294967296123), Cancellation);

        answer.RemediationId.ShouldStartWith("rex-4294967296123-3-");
    }

    private static Task<ArgoWorld> StartAsync() =>
        ArgoWorld.StartAsync(ScenarioSelection.Find(["no-agents-running"]).Single(), speed: 50, Cancellation);
}

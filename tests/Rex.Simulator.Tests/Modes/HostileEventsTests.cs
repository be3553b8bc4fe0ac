using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo.Events;
using Rex.Simulator.Commands;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Modes.Steps;
using Rex.Simulator.Oracles;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Worlds;

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

    /// <summary>Nothing of a commit's message is taken from the event: whatever it is, what is made is what a plain one makes.</summary>
    [Theory]
    [InlineData("$(reboot) $(REX_STEP_SENDER)$$ ${HOME}")]
    [InlineData("`id`; rm -rf /")]
    [InlineData("\"quoted\" 'twice' \\\" \\")]
    [InlineData("line\nbreak\r\n---\nkind: Secret\u2028\0")]
    [InlineData("{{workflow.name}} {{=1+1}} {{ .Input.body.ref }} {{`x`}}")]
    public async Task CommitMessages_ThatSomethingOnTheWayWouldExpand_AreNowhereInWhatIsMade(string message)
    {
        await using var world = await StartAsync();
        var delivery = world.Push(
            1,
            body =>
            {
                body["head_commit"] = new JsonObject { ["id"] = (string?)body["after"], ["message"] = message };
                body["commits"] = new JsonArray(new JsonObject { ["id"] = (string?)body["after"], ["message"] = message });
            }
        );
        Encoding.UTF8.GetString(delivery.Body).ShouldContain(JsonSerializer.Serialize(message).Trim('"'));

        var answer = await world.Rex.DeliverAsync(delivery, Cancellation);

        answer.Result.ShouldBe("Accepted", $"{answer}");
        var made = world
            .World.Objects.All("workflows")
            .Single(one => ((string)one["metadata"]!["name"]!).StartsWith("rex-", StringComparison.Ordinal));
        var body = JsonNode.Parse(delivery.Body)!;
        made["spec"]!["arguments"]!["parameters"]!
            .AsArray()
            .Select(parameter => (string?)parameter!["value"])
            .ShouldBe([
                "push",
                delivery.Headers["X-GitHub-Delivery"],
                Convert.ToBase64String(Encoding.UTF8.GetBytes((string)body["ref"]!)),
                (string?)body["before"],
                (string?)body["after"],
                "false",
                (string?)body["repository"]!["full_name"],
                $"{body["repository"]!["id"]}",
                $"{body["repository"]!["pushed_at"]}",
                (string?)body["sender"]!["login"],
                (string?)body["sender"]!["type"],
            ]);
    }

    [Theory]
    [InlineData("999999999", "Accepted")]
    // The filter has nine digits at most; more would be no number of a task on any way.
    [InlineData("2147483648", "Dropped")]
    [InlineData("4294967299", "Dropped")]
    [InlineData("18446744073709551619", "Dropped")]
    public async Task TaskId_BeyondThirtyTwoBits_IsNoTask(string task, string result)
    {
        await using var world = await StartAsync();

        var answer = await world.Rex.DeliverAsync(world.Push(1, body => body["ref"] = $"refs/heads/task-{task}"), Cancellation);

        answer.Result.ShouldBe(result, $"{answer}");
        var ofRex = world.World.Ledger.Snapshot().Where(entry => entry.Identity == "sensor" || RexWrite.IsRex(entry.Identity));
        ofRex.Any().ShouldBe(result == "Accepted");
    }

    /// <summary>Where filters of one's own let such a number pass, the step itself ends it.</summary>
    [Fact]
    public async Task TaskId_BeyondThirtyTwoBits_PastTheFilters_IsIgnoredByTheStep()
    {
        var scenario = ScenarioSelection.Find(["no-agents-running"]).Single();
        scenario.Settings["Rex:Pushes:BranchPattern"] = @"task-(?<id>[0-9]+)";
        await using var world = await ArgoWorld.StartAsync(scenario, speed: 50, Cancellation);
        var body = JsonNode.Parse(world.Push(1, body => body["ref"] = "refs/heads/task-4294967299").Body)!.AsObject();
        (body["X-GitHub-Event"], body["X-GitHub-Delivery"]) = ("push", "d");
        var workflow = new Sensor(ArgoManifests.Sensor()).ResourceFor(new JsonObject { ["body"] = body });
        var kubectl = new KubeApi(world.World.ClientFor("person"), world.World.Clock);

        var name = (await kubectl.CreateAsync(KubeResource.Workflows, world.World.Namespace, workflow, Cancellation)).Name();

        await world.World.WaitAsync(() => RemediationWorkflows.AllIn(world.World).Any(RemediationWorkflows.HasEnded), Cancellation);
        var ended = world.World.Objects.Find("workflows", name)!;
        Testimony.Phase(ended).ShouldBe("Succeeded", ended.ToJsonString());
        var step = ended["status"]!["nodes"]!.AsObject().Single(node => node.Value.TextAt("displayName") == "validate-event").Value!;
        step["outputs"]!["parameters"]!
            .AsArray()
            .Where(output => output.TextAt("name") is "decision" or "reason")
            .Select(output => output.TextAt("value"))
            .ShouldBe(["Ignored", "NotATaskBranch"]);
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

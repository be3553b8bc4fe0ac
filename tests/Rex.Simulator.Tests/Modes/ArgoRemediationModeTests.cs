using System.Text.Json.Nodes;
using Rex.Simulator.Commands;
using Rex.Simulator.Faults;
using Rex.Simulator.Modes;
using Rex.Simulator.Permissions;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Templates;
using Rex.Simulator.Worlds;

namespace Rex.Simulator.Tests.Modes;

/// <summary>Scenarios with <c>rex serve</c> behind Argo Events: no delivery reaches it but by what the shipped Sensor writes down.</summary>
public sealed class ArgoRemediationModeTests
{
    private static readonly RunOptions Options = new(Seed: 4, Speed: 50, SimulatorFiles.Deliveries, Mode: RexMode.ArgoRemediation);

    [Theory]
    [InlineData("g2-while-cleo-runs", 1)]
    [InlineData("other-senders", 0)]
    [InlineData("branch-patterns", 1)]
    [InlineData("crash-at-the-restart", 1)]
    // The EventSource makes others of these bodies: what it hands on is what has to hold.
    [InlineData("malformed-deliveries-read-strictly", 1)]
    public async Task RunAsync_Scenario_Passes(string name, int restarts)
    {
        var result = await RunAsync(name);

        result.Violations.ShouldBeEmpty();
        result.Restarts.ShouldBe(restarts);
    }

    [Fact]
    public async Task RunAsync_DuplicatesAndAnAnswerThatIsLost_RestartOnce_WithTheSensorsRoleAlone()
    {
        var folder = Directory.CreateTempSubdirectory("rex-requests-");
        var result = await RunAsync(
            "two-hooks-and-a-redelivery",
            scenario => scenario.Faults.Add(CutAfter("^sensor$", "POST", "/remediations$")),
            folder.FullName
        );
        var requests = folder.GetFiles().SelectMany(file => File.ReadLines(file.FullName)).Select(line => JsonNode.Parse(line)!).ToList();
        folder.Delete(recursive: true);

        result.Violations.ShouldBeEmpty();
        result.Restarts.ShouldBe(1);
        var ofSensor = requests.Where(request => (string?)request["identity"] == "sensor").ToList();
        ofSensor.Count.ShouldBe(4, "three deliveries, one of them twice");
        ofSensor
            .Select(request => Permission.Of((string)request["method"]!, (string)request["path"]!))
            .Distinct()
            .ShouldBe(Permission.OfRole(PlatformManifests.Text("deploy/argo-remediation/sensor-role.yaml")));
        EndsOf(requests).Order().ShouldBe(["Duplicate", "Duplicate", "Duplicate", "HandedOver"]);
    }

    [Fact]
    public async Task RunAsync_CrashesBetweenClaimAndEnd_IsTakenUpAgain()
    {
        var crash = new Located<FaultAction>(FaultAction.CrashBefore, 0);
        var result = await RunAsync(
            "g2-while-cleo-runs",
            scenario =>
            {
                scenario.Expect.Crashes = 1;
                scenario.Faults.Add(CutAfter("^rex-", "PUT", "/remediations/push-[^/]+/status$") with { Do = crash });
            }
        );

        result.Violations.ShouldBeEmpty();
        result.Restarts.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_EventsThatNoSensorWouldWrite_EndAsIgnored_HoldNobodyUp_AndGoWhenTheyAreOld()
    {
        var ends = new Dictionary<string, (string? Phase, string? Reason)>();
        var scenario = ScenarioSelection.Find(["g2-while-cleo-runs"]).Single();
        var options = Options with
        {
            Disturb = async (world, token) =>
            {
                var api = new KubeApi(world.ClientFor("person"), world.Clock);
                foreach (var (name, sent) in Strange)
                {
                    await api.CreateAsync(KubeResource.Remediations, world.Namespace, Request(name, sent), token);
                }

                var decided = () => Strange.All(one => StatusOf(world, one.Name)?["phase"] is not null);
                (await world.WaitAsync(decided, TimeSpan.FromMinutes(10), token)).ShouldBeTrue();
                foreach (var (name, _) in Strange)
                {
                    ends[name] = ((string?)StatusOf(world, name)!["phase"], (string?)StatusOf(world, name)!["reason"]);
                }

                var old = new JsonObject { ["finishedAt"] = KubeTime.Format(world.Clock.GetUtcNow() - TimeSpan.FromDays(8)) };
                var patch = new JsonObject { ["status"] = old };
                await api.PatchAsync(KubeResource.Remediations, world.Namespace, Strange[0].Name, patch, token, "status");
                var gone = api.WaitUntilGoneAsync(KubeResource.Remediations, world.Namespace, Strange[0].Name, token);
                await gone.WaitAsync(TimeSpan.FromMinutes(10), world.Clock, token);
                foreach (var (name, _) in Strange.Skip(1))
                {
                    (await api.FindAsync(KubeResource.Remediations, world.Namespace, name, token)).ShouldNotBeNull(name);
                }
            },
        };

        var result = await new ScenarioRun(scenario, options).RunAsync(TestContext.Current.CancellationToken);

        result.Violations.ShouldBeEmpty();
        result.Restarts.ShouldBe(1);
        ends.Values.ShouldAllBe(end => end.Phase == "Ignored");
        ends.Select(end => end.Value.Reason).ShouldBe(["Malformed", "Malformed", "NotAPush", "Malformed"]);
    }

    private static (string Name, JsonObject Sent)[] Strange =>
        [
            ("push-empty", []),
            ("push-no-number", new JsonObject { ["eventType"] = "push", ["repositoryId"] = "1e9" }),
            ("push-issues", new JsonObject { ["eventType"] = "issues", ["ref"] = "{{=1}}$(id)\n" }),
            // Under a remediation's name.
            (
                "rex-1296269123-3-1772442600-bbbbbbbbbbbb-0123abcd",
                new JsonObject { ["eventType"] = "push", ["ref"] = "refs/heads/task-3" }
            ),
        ];

    private static JsonNode? StatusOf(World world, string name) => world.Objects.Find("remediations", name)?["status"];

    private static JsonObject Request(string name, JsonObject sent) =>
        new()
        {
            ["apiVersion"] = "rex.agents.platform/v1alpha1",
            ["kind"] = "Remediation",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject { ["event"] = sent },
        };

    private static IEnumerable<string> EndsOf(List<JsonNode> requests) =>
        requests
            .Where(request =>
                (string?)request["method"] == "PUT" && ((string)request["path"]!).Contains("/remediations/push-", StringComparison.Ordinal)
            )
            .Select(request => (string)JsonNode.Parse(request["request"]!.ToString())!["status"]!["phase"]!);

    private static FaultDescription CutAfter(string from, string method, string path) =>
        new()
        {
            Do = new Located<FaultAction>(FaultAction.CutAfter, 0),
            From = from,
            Methods = [method],
            Path = new Located<string>(path, 0),
            Times = 1,
        };

    private static Task<ScenarioResult> RunAsync(string name, Action<Scenario>? change = null, string? folder = null)
    {
        var scenario = ScenarioSelection.Find([name]).Single();
        change?.Invoke(scenario);
        return new ScenarioRun(scenario, Options with { DumpFolder = folder }).RunAsync(TestContext.Current.CancellationToken);
    }
}

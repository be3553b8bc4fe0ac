using System.Text.Json.Nodes;
using Rex.Simulator.Commands;
using Rex.Simulator.Faults;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Modes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Permissions;
using Rex.Simulator.Runs;
using Rex.Simulator.Scenarios;
using Rex.Simulator.Templates;
using Rex.Simulator.Tests.Deploying;

namespace Rex.Simulator.Tests.Modes;

/// <summary>Scenarios behind Argo Events, in the workflows that the shipped manifests make.</summary>
public sealed class ArgoModeTests
{
    private static readonly RunOptions Options = new(Seed: 4, Speed: 50, SimulatorFiles.Deliveries, Mode: RexMode.Argo);

    [Fact]
    public async Task RunAsync_PodsCrashAroundTheRestart_QaRestartsOnce()
    {
        var folder = Directory.CreateTempSubdirectory("rex-roles-");
        var result = await RunAsync("crash-at-the-restart", folder: folder.FullName);

        result.Violations.ShouldBeEmpty();
        result.Timeline.Count(happened => happened.What == "crashes").ShouldBe(4);
        result.Timeline.Count(happened => happened.What.Contains("validate-event ends with 0", StringComparison.Ordinal)).ShouldBe(1);
        var requests = folder.GetFiles().SelectMany(file => File.ReadLines(file.FullName)).Select(line => JsonNode.Parse(line)!).ToList();
        folder.Delete(recursive: true);
        AskedFor(requests, RexWrite.IsRex).Except(Allowed("steps-role.yaml")).ShouldBeEmpty("needed and not allowed");
        AskedFor(requests, identity => identity == "sensor").ShouldBe(Allowed("sensor-role.yaml"));
    }

    [Fact]
    public async Task RunAsync_SensorGetsNoAnswer_SecondWorkflowDoesNoHarm()
    {
        var result = await RunAsync(
            "two-hooks-and-a-redelivery",
            scenario =>
            {
                scenario.Faults.Add(Fault(FaultAction.Answer));
                scenario.Faults.Add(Fault(FaultAction.CutAfter) with { Nth = 2 });
            }
        );

        result.Violations.ShouldBeEmpty();
        result.Timeline.Count(happened => happened.Who == "sensor").ShouldBe(4, "three deliveries, one of them twice");
        result.Restarts.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_PushThatIsDropped_IsNoticed()
    {
        var result = await RunAsync("other-senders", scenario => scenario.Deliveries[0].Outcome[0] = new Located<string>("Restarted", 0));

        result.Violations.ShouldContain(violation => violation.Why.Contains("it was dropped, 200 filter condition not met"));
    }

    [Fact]
    public async Task RunAsync_BodiesOfWhichTheEventSourceMakesOthers_AreJudgedByWhatItHandsOn()
    {
        var result = await RunAsync("malformed-deliveries-read-strictly");

        result.Violations.ShouldBeEmpty();
        result.Restarts.ShouldBe(1);
    }

    private static IEnumerable<Permission> AskedFor(List<JsonNode> requests, Predicate<string> isMeant) =>
        requests
            .Where(request => (string?)request["target"] == nameof(LedgerTarget.Cluster) && isMeant((string)request["identity"]!))
            .Select(request => Permission.Of((string)request["method"]!, (string)request["path"]!))
            .Distinct();

    private static IEnumerable<Permission> Allowed(string role) => Permission.OfRole(PlatformManifests.Text($"deploy/argo/{role}"));

    private static FaultDescription Fault(FaultAction action) =>
        new()
        {
            Do = new Located<FaultAction>(action, 0),
            From = "^sensor$",
            Methods = ["POST"],
        };

    private static Task<ScenarioResult> RunAsync(string name, Action<Scenario>? change = null, string? folder = null)
    {
        var scenario = ScenarioSelection.Find([name]).Single();
        change?.Invoke(scenario);
        return new ScenarioRun(scenario, Options with { DumpFolder = folder }).RunAsync(TestContext.Current.CancellationToken);
    }
}

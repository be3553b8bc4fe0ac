using System.Text.Json.Nodes;
using Rex.Adapters.Remediations;
using Rex.Host.Doctoring.Access;
using Rex.Simulator.Commands;
using Rex.Simulator.Ledgers;
using Rex.Simulator.Modes;
using Rex.Simulator.Oracles;
using Rex.Simulator.Permissions;
using Rex.Simulator.Runs;

namespace Rex.Simulator.Tests.Deploying;

/// <summary>The Role in <c>deploy/base</c> holds what Rex needs, and nothing else.</summary>
public sealed class ShippedRoleTests
{
    // The scenarios leave the Lease out; what KubernetesClient does with it is known.
    private static readonly Permission[] OfTheLease =
    [
        new("coordination.k8s.io", "leases", "get"),
        new("coordination.k8s.io", "leases", "create"),
        new("coordination.k8s.io", "leases", "update"),
    ];

    // What hardly ever happens: a pod of a held workflow that dies with the controller's finalizer on it, a Job that is there longer than its run, and a
    // task result that was made anew between the look and its deletion; and a remediation that ended a week ago.
    private static readonly Permission[] OfRareCases =
    [
        new("", "pods", "patch"),
        new("batch", "jobs", "watch"),
        new("rex.agents.platform", "remediations", "delete"),
        new("argoproj.io", "workflowtaskresults", "get"),
    ];

    private static readonly string[] Scenarios = ["g2-while-tess-runs", "orphaned-agent-pod", "waits-for-finalizers"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_WhatScenariosAskFor_IsWhatItAllows()
    {
        HashSet<Permission> asked = [.. OfTheLease, .. OfRareCases];
        var folder = Directory.CreateTempSubdirectory("rex-roles-");
        var options = new RunOptions(1, 50, SimulatorFiles.Deliveries, folder.FullName, Mode: RexMode.Host);
        var results = await Task.WhenAll(
            ScenarioSelection.Find(Scenarios).Select(scenario => new ScenarioRun(scenario, options).RunAsync(Cancellation))
        );
        results.SelectMany(result => result.Violations).ShouldBeEmpty();

        foreach (var file in folder.GetFiles())
        {
            asked.UnionWith(File.ReadLines(file.FullName).Select(line => JsonNode.Parse(line)!).Where(IsOfRex).Select(AskedFor));
        }

        folder.Delete(recursive: true);
        var allowed = Permission.OfRole(Manifest("role.yaml"));
        asked.Except(allowed).ShouldBeEmpty("needed and not allowed");
        allowed.Except(asked).ShouldBeEmpty("allowed and not needed");
    }

    [Fact]
    public void Role_WhatDoctorAsksAbout_IsWhatItAllows() =>
        Permission
            .OfRole(Manifest("role.yaml"))
            .ShouldBe(
                RequiredPermissions.All.Select(needed => new Permission(needed.Group, needed.Resource, needed.Verb)).ToHashSet(),
                ignoreOrder: true
            );

    [Theory]
    [InlineData("workflows/role.yaml", PlatformPart.Workflows)]
    [InlineData("agents/role.yaml", PlatformPart.AgentRuns)]
    [InlineData("rex/role.yaml", PlatformPart.Ledger)]
    public void Role_WhereNamespacesDiffer_AllowsWhatIsDoneThere(string file, object part) =>
        Permission
            .OfRole(File.ReadAllText(Path.Combine(Checkout.Root!.FullName, "deploy", "overlays", "namespaces", file)))
            .ShouldBe(
                RequiredPermissions
                    .All.Where(needed => needed.Part == (PlatformPart)part)
                    .Select(needed => new Permission(needed.Group, needed.Resource, needed.Verb))
                    .ToHashSet(),
                ignoreOrder: true
            );

    [Fact]
    public void Definition_IsTheOneThatRexWasBuiltWith() => Manifest("crd.yaml").ShouldBe(RemediationDefinition.Yaml);

    private static bool IsOfRex(JsonNode request) =>
        (string?)request["target"] == nameof(LedgerTarget.Cluster) && RexWrite.IsRex((string)request["identity"]!);

    private static Permission AskedFor(JsonNode request) => Permission.Of((string)request["method"]!, (string)request["path"]!);

    private static string Manifest(string name) => File.ReadAllText(Path.Combine(Checkout.Root!.FullName, "deploy", "base", name));
}

using System.Text.Json.Nodes;
using Rex.Host.Commands;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Templates;

namespace Rex.Simulator.Tests.Modes;

/// <summary>What <c>rex explain</c> tells is what <c>rex remediate</c> then does.</summary>
public sealed class ExplainTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("g1-while-cleo-runs")]
    [InlineData("g2-while-tess-runs")]
    [InlineData("g2-after-cleo-failed")]
    public async Task Explain_ThenRemediate_TheWritesAreTheOnesThatWereTold(string scenario)
    {
        await using var world = await CommandWorld.StartAsync(scenario, Cancellation);

        var told = await ExplainAsync(world);
        world.WritesOf("rex-explains").ShouldBeEmpty();
        world.World.Ledger.Snapshot().ShouldNotContain(entry => entry.Identity == "rex-explains" && entry.IsWrite);
        ((bool?)told["restarts"]).ShouldBe(true);

        await using var services = world.Services("rex-0");
        using var output = new StringWriter();
        (await new RemediateCommand(services, output, false).RunAsync(world.Delivery, Cancellation)).ShouldBe(0, output.ToString());

        output.ToString().ShouldContain("Succeeded, Restarted:");
        WriteText
            .Lasting(told["writes"]!.AsArray().Select(write => WriteText.Describe(write!.AsObject())))
            .ShouldBe(WriteText.Lasting(world.WritesOf("rex-0").Where(entry => entry.TookEffect).Select(WriteText.Describe)));
    }

    [Fact]
    public async Task Explain_PushThatChangesNothing_SaysWhy()
    {
        await using var world = await CommandWorld.StartAsync("workflow-completed", Cancellation);

        var told = await ExplainAsync(world);

        ((bool?)told["restarts"]).ShouldBe(false);
        ((string?)told["remediation"]!["reason"]).ShouldBe("AlreadyCompleted");
        told["writes"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Explain_InWords_NamesStepsAndWrites()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        await using var services = world.Services("rex-explains");
        using var output = new StringWriter();

        (await new ExplainCommand(services, output, false).RunAsync(world.Delivery, Cancellation)).ShouldBe(0);

        var text = output.ToString();
        text.ShouldContain("done  ValidateEvent");
        text.ShouldContain("delete coderuns/coderun-testing-task3-");
        text.ShouldContain("unlabel acme/shop#103 ready-for-qa");
        text.ShouldEndWith("QA runs again. Nothing was written.\n");
    }

    [Fact]
    public async Task Explain_BeforeRexIsInstalled_CountsNoEarlierRemediation()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-cleo-runs", Cancellation);
        var api = new KubeApi(world.World.Cluster, world.World.Clock);
        await api.DeleteAsync(KubeResource.Definitions, "", "remediations.rex.agents.platform", uid: null, Cancellation);

        var told = await ExplainAsync(world);

        ((bool?)told["restarts"]).ShouldBe(true);
        ((string?)told["ledgerProblem"]).ShouldNotBeNull().ShouldContain("could not list remediations.rex.agents.platform");
    }

    [Fact]
    public async Task Explain_WithTheRightsOfTheInstallGuide_IsEnough()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var api = new KubeApi(world.World.Cluster, world.World.Clock);
        var roles = new KubeResource("rbac.authorization.k8s.io", "v1", "roles");
        await api.DeleteAsync(roles, world.World.Namespace, "rex-steps", uid: null, Cancellation);
        await api.CreateAsync(roles, world.World.Namespace, YamlJson.Parse(RoleOfTheGuide), Cancellation);

        var told = await ExplainAsync(world);

        ((bool?)told["restarts"]).ShouldBe(true);
        ((string?)told["ledgerProblem"]).ShouldNotBeNull().ShouldContain("remediations.rex.agents.platform");
    }

    private const string RoleOfTheGuide = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: rex-steps}
        rules:
          - {apiGroups: [argoproj.io], resources: [workflows, workflowtaskresults], verbs: [get, list]}
          - {apiGroups: [""], resources: [pods], verbs: [get, list]}
          - {apiGroups: [agents.platform], resources: [coderuns], verbs: [get, list]}
          - {apiGroups: [batch], resources: [jobs], verbs: [get, list]}
        """;

    private static async Task<JsonNode> ExplainAsync(CommandWorld world)
    {
        await using var services = world.Services("rex-explains");
        using var output = new StringWriter();
        (await new ExplainCommand(services, output, true).RunAsync(world.Delivery, Cancellation)).ShouldBe(0, output.ToString());
        return JsonNode.Parse(output.ToString())!;
    }
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Host.Commands;
using Rex.Simulator.Modes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Tests.Modes;

/// <summary><c>rex serve --dry-run</c> while a play is at work: everything is decided and planned, and nothing is done.</summary>
public sealed class DryRunTests
{
    private const string Identity = "rex-0";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_PushWhileTessRuns_SaysWhatItWouldDoAndDoesNothing()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var ends = new EndsOfRemediations();
        await using var rex = await StartAsync(world, ends);

        var answer = await rex.DeliverAsync(world.Signed, Cancellation);
        var ended = await ends.FirstAsync(Cancellation);
        var again = await rex.DeliverAsync(world.Signed, Cancellation);

        (answer.Result, again.Result).ShouldBe(("Accepted", "Duplicate"));
        (ended.Status.Phase, ended.Status.Reason).ShouldBe((RemediationPhase.Skipped, ReasonCode.DryRun));
        ended.Status.Message.ShouldStartWith("Dry run: would have restarted QA from play-task-3-");
        ended.Status.Message.ShouldContain("Rewind workflow play-task-3-");
        ended.Status.Message.ShouldContain("Runs to cancel: coderun-testing-task3-");
        ended.Status.Message.ShouldContain("Labels to take off: acme/shop#103 ready-for-qa.");
        ShouldHaveWrittenNothingElse(world);
    }

    [Fact]
    public async Task Serve_TaskIsCompleted_SaysThatNothingWouldBeDone()
    {
        await using var world = await CommandWorld.StartAsync("workflow-completed", Cancellation);
        var ends = new EndsOfRemediations();
        await using var rex = await StartAsync(world, ends);

        await rex.DeliverAsync(world.Signed, Cancellation);
        var ended = await ends.FirstAsync(Cancellation);

        ended.Status.Reason.ShouldBe(ReasonCode.DryRun);
        ended.Status.Message.ShouldStartWith("Dry run: would have ended as Skipped, AlreadyCompleted.");
        ended.Status.Message.ShouldEndWith("Writes: 0.");
        ShouldHaveWrittenNothingElse(world);
    }

    [Fact]
    public async Task Remediate_PushThatWasRehearsed_IsDoneAsIfNothingHadBeen()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        var ends = new EndsOfRemediations();
        await using (var rex = await StartAsync(world, ends))
        {
            await rex.DeliverAsync(world.Signed, Cancellation);
            await ends.FirstAsync(Cancellation);
        }

        await using var services = world.Services("rex-1");
        using var output = new StringWriter();
        (await new RemediateCommand(services, output, false).RunAsync(world.Delivery, Cancellation)).ShouldBe(0, output.ToString());

        output.ToString().ShouldContain("Succeeded, Restarted:");
        ShouldHaveWrittenNothingElse(world);
    }

    [Fact]
    public async Task Serve_ARealRemediationHoldsTheWorkflow_LeavesBothAlone()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        await using var services = world.Services("rex-1");
        var real = await HoldAsync(world, services);
        var ends = new EndsOfRemediations();
        await using var rex = await StartAsync(world, ends);

        await rex.DeliverAsync(world.Signed, Cancellation);
        var ended = await ends.FirstAsync(Cancellation);

        ended.Status.Reason.ShouldBe(ReasonCode.DryRun);
        var after = await services.GetRequiredService<IRemediationStore>().GetAsync(real.Id, Cancellation);
        after.ShouldNotBeNull().ResourceVersion.ShouldBe(real.ResourceVersion);
        var workflow = await services.GetRequiredService<IMainWorkflows>().GetAsync(world.World.Tasks[0].Workflow, Cancellation);
        Hold.HolderOf(workflow!).ShouldBe(real.Id.Value);
        ShouldHaveWrittenNothingElse(world);
    }

    [Fact]
    public async Task Serve_EventThatASensorWroteDown_IsLeftToTheOneThatWorks()
    {
        await using var world = await CommandWorld.StartAsync("workflow-completed", Cancellation);
        var api = new KubeApi(world.World.ClientFor("sensor"), world.World.Clock);
        var sent = new JsonObject
        {
            ["apiVersion"] = "rex.agents.platform/v1alpha1",
            ["kind"] = "Remediation",
            ["metadata"] = new JsonObject { ["name"] = "push-a" },
            ["spec"] = new JsonObject { ["event"] = new JsonObject { ["eventType"] = "push" } },
        };
        await api.CreateAsync(KubeResource.Remediations, world.World.Namespace, sent, Cancellation);
        var ends = new EndsOfRemediations();
        await using var rex = await StartAsync(world, ends);

        await rex.DeliverAsync(world.Signed, Cancellation);
        await ends.FirstAsync(Cancellation);

        var left = await api.GetAsync(KubeResource.Remediations, world.World.Namespace, "push-a", Cancellation);
        left.Get("status").ShouldBeNull();
        ShouldHaveWrittenNothingElse(world);
    }

    /// <summary>The same push, accepted for real by a Rex that was stopped in the middle of it.</summary>
    private static async Task<Remediation> HoldAsync(CommandWorld world, IServiceProvider services)
    {
        var push = services
            .GetRequiredService<Core.Remediations.Running.RemediationRunnerFactory>()
            .CreateDecider()
            .Decide("push", world.Delivery.Body.Span, world.Delivery.ContentType)
            .Push!;
        var accepted = Remediation.Accept(push, world.Delivery, world.World.Clock.GetUtcNow());
        var added = (await services.GetRequiredService<IRemediationStore>().TryAddAsync(accepted, Cancellation))!;
        var workflows = services.GetRequiredService<IMainWorkflows>();
        var workflow = await workflows.GetAsync(world.World.Tasks[0].Workflow, Cancellation);
        (await new HoldKeeper(workflows, world.World.Clock).TakeAsync(workflow!, added.Id, Cancellation)).ShouldNotBeNull();
        return added;
    }

    private static async Task<HostRex> StartAsync(CommandWorld world, EndsOfRemediations ends)
    {
        KeyValuePair<string, string>[] settings =
        [
            new("Rex:DryRun", "true"),
            // Were it looked at, GitHub would be asked to make deliveries again.
            new("Rex:Redelivery:Hooks:0", "repos/acme/shop/hooks/1"),
        ];
        var rex = new HostRex(world.Connection(Identity, settings), ends);
        await rex.StartAsync(Cancellation);
        return rex;
    }

    private static void ShouldHaveWrittenNothingElse(CommandWorld world)
    {
        var requests = world.World.Ledger.Snapshot().Where(entry => entry.Identity == Identity).ToList();
        requests.ShouldNotContain(entry => entry.Path.Contains("/deliveries", StringComparison.Ordinal));
        var writes = requests.Where(entry => entry.IsWrite).ToList();
        writes.Count.ShouldBeGreaterThan(2);
        writes.ShouldAllBe(entry =>
            entry.Path.EndsWith("/remediations", StringComparison.Ordinal)
            || entry.Path.Contains("/remediations/dry-run.", StringComparison.Ordinal)
        );
    }
}

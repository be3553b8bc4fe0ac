using Microsoft.Extensions.DependencyInjection;
using Rex.Core.Options;
using Rex.Core.Remediations;
using Rex.Core.Workflows;
using Rex.Host.Commands;
using Rex.Host.Stepping;

namespace Rex.Simulator.Tests.Modes;

/// <summary><c>rex release</c> on a workflow that waits for Tess.</summary>
public sealed class ReleaseTests
{
    private const string Holder = "rex-1-3-1772442600-bbbbbbbbbbbb-0123abcd";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_HeldByWhatHasEnded_IsReleasedAndSaysWhatGoesOn()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        await using var services = world.Services("rex-0");
        var (workflows, name) = (services.GetRequiredService<IMainWorkflows>(), world.World.Tasks[0].Workflow);
        (await ReleaseAsync(services, name)).ShouldBe((0, $"Workflow {name} is not held.\n"));
        var holds = new HoldKeeper(workflows, world.World.Clock);
        (
            await holds.TakeAsync((await workflows.GetAsync(name, Cancellation))!, RemediationId.Parse(Holder), Cancellation)
        ).ShouldNotBeNull();

        var (code, output) = await ReleaseAsync(services, name);

        code.ShouldBe(0);
        output.ShouldBe(
            $"Workflow {name} is not held any more; {Holder} held it.\nThese of its nodes go on: create-coderun-resource (Running)\n"
        );
        Hold.HolderOf((await workflows.GetAsync(name, Cancellation))!).ShouldBeNull();
    }

    [Fact]
    public async Task RunAsync_HolderIsAtWork_IsRefused()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        await using var services = world.Services("rex-0");
        var (workflows, name) = (services.GetRequiredService<IMainWorkflows>(), world.World.Tasks[0].Workflow);
        var accepted = await AcceptAsync(world, services, world.World.Clock.GetUtcNow());
        var holds = new HoldKeeper(workflows, world.World.Clock);
        (await holds.TakeAsync((await workflows.GetAsync(name, Cancellation))!, accepted.Id, Cancellation)).ShouldNotBeNull();

        var (code, output) = await ReleaseAsync(services, name);

        code.ShouldBe(3);
        output.ShouldContain($"is held by {accepted.Id}, and it is at work");
        Hold.HolderOf((await workflows.GetAsync(name, Cancellation))!).ShouldBe(accepted.Id.Value);
    }

    [Fact]
    public async Task RunAsync_HolderWasLeftOpen_IsNotedAsFailedAndReleased()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        await using var services = world.Services("rex-0");
        var (workflows, name) = (services.GetRequiredService<IMainWorkflows>(), world.World.Tasks[0].Workflow);
        var accepted = await AcceptAsync(world, services, world.World.Clock.GetUtcNow() - new DeadlineOptions().Remediation);
        var holds = new HoldKeeper(workflows, world.World.Clock);
        (await holds.TakeAsync((await workflows.GetAsync(name, Cancellation))!, accepted.Id, Cancellation)).ShouldNotBeNull();

        var (code, output) = await ReleaseAsync(services, name);

        code.ShouldBe(0, output);
        Hold.HolderOf((await workflows.GetAsync(name, Cancellation))!).ShouldBeNull();
        var status = (await services.GetRequiredService<IRemediationStore>().GetAsync(accepted.Id, Cancellation))!.Status;
        (status.Phase, status.Reason, status.NextAttemptAt).ShouldBe((RemediationPhase.Failed, ReasonCode.TimedOut, null));
    }

    [Fact]
    public async Task RunAsync_HolderIsTriedAgainByItself_IsGivenUpSoThatTheHoldStaysOff()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        await using var services = world.Services("rex-0");
        var (workflows, name) = (services.GetRequiredService<IMainWorkflows>(), world.World.Tasks[0].Workflow);
        var store = services.GetRequiredService<IRemediationStore>();
        var now = world.World.Clock.GetUtcNow();
        var accepted = await AcceptAsync(world, services, now);
        (await store.TryUpdateStatusAsync(accepted with { Status = FailedForNow(now) }, Cancellation)).ShouldNotBeNull();
        var holds = new HoldKeeper(workflows, world.World.Clock);
        (await holds.TakeAsync((await workflows.GetAsync(name, Cancellation))!, accepted.Id, Cancellation)).ShouldNotBeNull();

        var (code, output) = await ReleaseAsync(services, name);

        code.ShouldBe(0, output);
        output.ShouldContain($"'rex retry {accepted.Id}'");
        Hold.HolderOf((await workflows.GetAsync(name, Cancellation))!).ShouldBeNull();
        var status = (await store.GetAsync(accepted.Id, Cancellation))!.Status;
        (status.Phase, status.Reason, status.NextAttemptAt).ShouldBe((RemediationPhase.Failed, ReasonCode.RunsNotGone, null));
        status.Message.ShouldBe("Still there: run x. It is given up: somebody released the main workflow.");

        // A pod of a step that comes only now does not take it up again.
        var step = await StepProcess.RunAsync(world, StepName.CancelAgents, accepted.Id.Value, Cancellation);
        step.Code.ShouldBe(5, step.ToString());
        Hold.HolderOf((await workflows.GetAsync(name, Cancellation))!).ShouldBeNull();
    }

    [Fact]
    public async Task RunAsync_NewerPushOfTheTaskIsAtWork_IsRefusedAndNothingIsGivenUp()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        await using var services = world.Services("rex-0");
        var (workflows, name) = (services.GetRequiredService<IMainWorkflows>(), world.World.Tasks[0].Workflow);
        var store = services.GetRequiredService<IRemediationStore>();
        var now = world.World.Clock.GetUtcNow();
        var older = await AcceptAsync(world, services, now);
        (await store.TryUpdateStatusAsync(older with { Status = FailedForNow(now) }, Cancellation)).ShouldNotBeNull();
        var newerPush = older.Push with { PushedAt = older.Push.PushedAt.AddSeconds(1) };
        var newer = await store.TryAddAsync(new Remediation(newerPush.Id, newerPush, now, RemediationStatus.Accepted), Cancellation);
        var holds = new HoldKeeper(workflows, world.World.Clock);
        (await holds.TakeAsync((await workflows.GetAsync(name, Cancellation))!, older.Id, Cancellation)).ShouldNotBeNull();

        var (code, output) = await ReleaseAsync(services, name);

        code.ShouldBe(3);
        output.ShouldContain($"{newer!.Id} of the same task is at work");
        Hold.HolderOf((await workflows.GetAsync(name, Cancellation))!).ShouldBe(older.Id.Value);
        (await store.GetAsync(older.Id, Cancellation))!.Status.NextAttemptAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task RunAsync_NoSuchWorkflow_IsBadInput()
    {
        await using var world = await CommandWorld.StartAsync("g2-while-tess-runs", Cancellation);
        await using var services = world.Services("rex-0");

        (await Should.ThrowAsync<CommandException>(() => ReleaseAsync(services, "nobody"))).Code.ShouldBe(2);
    }

    private static RemediationStatus FailedForNow(DateTimeOffset now) =>
        new()
        {
            Phase = RemediationPhase.Failed,
            Step = StepName.CancelAgents,
            Reason = ReasonCode.RunsNotGone,
            Message = "Still there: run x.",
            StartedAt = now,
            FinishedAt = now,
            NextAttemptAt = now.AddMinutes(5),
        };

    private static async Task<Remediation> AcceptAsync(CommandWorld world, IServiceProvider services, DateTimeOffset at)
    {
        var decider = new Core.Pushes.PushDecider(new Core.Pushes.PushPolicy(new Core.Pushes.PushOptions { Repositories = ["acme/shop"] }));
        var push = decider.Decide("push", world.Delivery.Body.Span, world.Delivery.ContentType).Push!;
        var store = services.GetRequiredService<IRemediationStore>();
        return (await store.TryAddAsync(new Remediation(push.Id, push, at, RemediationStatus.Accepted), Cancellation))!;
    }

    private static async Task<(int Code, string Output)> ReleaseAsync(IServiceProvider services, string workflow)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var workflows = services.GetRequiredService<IMainWorkflows>();
        var command = new ReleaseCommand(
            workflows,
            services.GetRequiredService<IRemediationStore>(),
            new HoldKeeper(workflows, TimeProvider.System),
            new OpenAttempts(
                services.GetRequiredService<IRemediationStore>(),
                new DeadlineOptions(),
                services.GetRequiredService<TimeProvider>()
            ),
            output
        );
        return (await command.RunAsync(workflow, Cancellation), output.ToString());
    }
}

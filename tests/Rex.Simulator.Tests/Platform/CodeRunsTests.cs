using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Agents;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Platform.Kubelets;

namespace Rex.Simulator.Tests.Platform;

/// <summary>Runs of agents on the stand-ins, without a workflow around them.</summary>
public sealed class CodeRunsTests
{
    private readonly RecordedEffects effects = new();

    private static CancellationToken Cancellation => PlatformWorld.Cancellation;

    [Theory]
    [InlineData(true, "Succeeded")]
    [InlineData(false, "Failed")]
    public async Task Run_AgentEnds_PhaseSaysHow(bool succeeds, string phase)
    {
        await using var world = await StartAsync(TimeSpan.FromSeconds(5), succeeds: succeeds);

        var run = await CreateAsync(world, task: 3);

        await world.UntilAsync(async () => (await RunAsync(world, run))?.Phase() == "Running", "Running");
        await world.UntilAsync(async () => (await RunAsync(world, run))?.Phase() == phase, phase);
        effects.Finished.ShouldHaveSingleItem().TaskId.ShouldBe(3);
        (await RunAsync(world, run))!.Value.Finalizers().ShouldBe([CodeRunController.Finalizer]);
    }

    [Fact]
    public async Task Delete_RunningAgent_GoesWithItsJobAndPodAfterTheCleanup()
    {
        await using var world = await StartAsync(TimeSpan.FromHours(1));
        var run = await StartedAsync(world, task: 1);

        await DeleteAsync(world, run);

        (await RunAsync(world, run))!.Value.IsDeleting().ShouldBeTrue();
        await world.UntilAsync(async () => await RunAsync(world, run) is null, "run gone");
        await world.UntilAsync(async () => (await world.ListAsync(KubeResource.Pods)).Count == 0, "pod gone");
        (await world.ListAsync(KubeResource.Jobs)).ShouldBeEmpty();
        effects.Finished.ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_SameAgentAndServiceOfAnotherTask_LosesItsJobAndGetsANewOne()
    {
        await using var world = await StartAsync(TimeSpan.FromHours(1));
        var run = await StartedAsync(world, task: 1);
        var other = await StartedAsync(world, task: 2);
        var job = await JobOfAsync(world, other);

        await DeleteAsync(world, run);

        await world.UntilAsync(async () => await JobOfAsync(world, other) is { } now && now.Uid() != job!.Value.Uid(), "another Job");
        (await RunAsync(world, other))!.Value.IsDeleting().ShouldBeFalse();
    }

    [Fact]
    public async Task Run_ServerRefusesWhateverTheKubeletWritesTenTimes_RunsToItsEndAndGoes()
    {
        var refusals = new Refusals(ofEach: 10);
        await using var world = await StartAsync(TimeSpan.FromSeconds(5), beforeKubelet: refusals);

        var run = await CreateAsync(world, task: 1);
        await world.UntilAsync(async () => (await RunAsync(world, run))?.Phase() == "Succeeded", "Succeeded");
        await DeleteAsync(world, run);

        await world.UntilAsync(async () => (await world.ListAsync(KubeResource.Pods)).Count == 0, "pod gone");
        refusals.Of.Keys.ShouldBe([HttpMethod.Post, HttpMethod.Patch, HttpMethod.Delete], ignoreOrder: true);
    }

    [Fact]
    public async Task Delete_OlderController_LeavesThePodThatStillDoesItsWork()
    {
        await using var world = await StartAsync(TimeSpan.FromSeconds(30), new CodeRunOptions { OrphansPods = true });
        var run = await StartedAsync(world, task: 1);

        await DeleteAsync(world, run, "Orphan");

        await world.UntilAsync(async () => await RunAsync(world, run) is null, "run gone");
        (await world.ListAsync(KubeResource.Pods)).ShouldHaveSingleItem().IsDeleting().ShouldBeFalse();
        await world.UntilAsync(() => Task.FromResult(!effects.Finished.IsEmpty), "the orphan's last act");
    }

    [Fact]
    public async Task Delete_CleanupNeverSucceeds_RunStays()
    {
        await using var world = await StartAsync(TimeSpan.FromHours(1), new CodeRunOptions { IsStuck = _ => true });
        var run = await StartedAsync(world, task: 1);

        await DeleteAsync(world, run);
        await Task.Delay(TimeSpan.FromMinutes(1), world.Clock, Cancellation);

        (await RunAsync(world, run))!.Value.Finalizers().ShouldContain(CodeRunController.Finalizer);
    }

    [Fact]
    public async Task DeletePod_ProcessEndsWithinTheLag_ItsLastActStillHappens()
    {
        await using var world = await StartAsync(TimeSpan.FromSeconds(40), lag: TimeSpan.FromMinutes(1));
        await StartedAsync(world, task: 1);
        var pod = (await world.ListAsync(KubeResource.Pods)).Single();

        await world.Api.DeleteAsync(KubeResource.Pods, PlatformWorld.Namespace, pod.Name(), pod.Uid(), Cancellation);

        (await world.ListAsync(KubeResource.Pods)).ShouldContain(item =>
            item.GetProperty("metadata").GetProperty("uid").GetString() == pod.Uid()
        );
        await world.UntilAsync(async () => (await world.ListAsync(KubeResource.Pods)).All(item => item.Uid() != pod.Uid()), "pod gone");
        effects.Finished.ShouldContain(agent => agent.Pod == pod.Name());
    }

    private Task<PlatformWorld> StartAsync(
        TimeSpan work,
        CodeRunOptions? codeRuns = null,
        bool succeeds = true,
        TimeSpan? lag = null,
        DelegatingHandler? beforeKubelet = null
    ) =>
        PlatformWorld.StartAsync(
            beforeKubelet: beforeKubelet,
            kubelet: new KubeletOptions
            {
                Agents = _ => new AgentBehaviour(work, succeeds),
                Effects = effects,
                TerminationLag = lag ?? TimeSpan.FromSeconds(2),
            },
            codeRuns: codeRuns
        );

    private static async Task<JsonElement> StartedAsync(PlatformWorld world, int task)
    {
        var run = await CreateAsync(world, task);
        await world.UntilAsync(
            async () =>
                await JobOfAsync(world, run) is { } job
                && (await world.ListAsync(KubeResource.Pods)).Any(pod => pod.Label("job-name") == job.Name() && pod.Phase() == "Running"),
            "agent at work"
        );
        return run;
    }

    private static Task<JsonElement> CreateAsync(PlatformWorld world, int task)
    {
        var run = (JsonObject)
            JsonNode.Parse(
                $$"""
                {
                  "apiVersion": "agents.platform/v1",
                  "kind": "CodeRun",
                  "metadata": { "generateName": "coderun-quality-task{{task}}-", "labels": { "task-id": "{{task}}", "github-app": "5DLabs-Cleo" } },
                  "spec": {
                    "taskId": {{task}}, "service": "shop", "repositoryUrl": "acme/shop", "docsRepositoryUrl": "acme/docs",
                    "workingDirectory": ".", "model": "m", "githubApp": "5DLabs-Cleo"
                  }
                }
                """
            )!;
        return world.Api.CreateAsync(KubeResource.CodeRuns, PlatformWorld.Namespace, run, Cancellation);
    }

    private static Task<JsonElement?> RunAsync(PlatformWorld world, JsonElement run) =>
        world.Api.FindAsync(KubeResource.CodeRuns, PlatformWorld.Namespace, run.Name(), Cancellation);

    private static Task<bool> DeleteAsync(PlatformWorld world, JsonElement run, string propagation = "Foreground") =>
        world.Api.DeleteAsync(KubeResource.CodeRuns, PlatformWorld.Namespace, run.Name(), run.Uid(), Cancellation, propagation);

    private static async Task<JsonElement?> JobOfAsync(PlatformWorld world, JsonElement run) =>
        (await world.ListAsync(KubeResource.Jobs))
            .Where(job => job.Name().StartsWith(run.Name(), StringComparison.Ordinal) && !job.IsDeleting())
            .Cast<JsonElement?>()
            .FirstOrDefault();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Argo;
using Rex.Simulator.Argo.Controller;
using Rex.Simulator.Argo.Nodes;
using Rex.Simulator.Platform;
using Rex.Simulator.Platform.Api;
using Rex.Simulator.Tests.Platform;

namespace Rex.Simulator.Tests.Argo;

/// <summary>What the controller does to pods later goes by name, and hits whatever pod has the name by then.</summary>
public sealed class PodCleanupTests
{
    private const string Pod = "play-1-update-workflow-stage-1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Terminate_AnotherPodHasTheNameByThen_IsKilled()
    {
        await using var world = await PlatformWorld.StartAsync();
        await using var running = new Running(world);
        var first = await CreateAsync(world);
        await WhenAsync(world, pod => pod?.Phase() == "Running", "the first pod at work");

        running.Cleanup.QueueTermination(PlatformWorld.Namespace, Pod);
        await WhenAsync(world, pod => pod?.Annotation(PodSignals.Annotation) == PodSignals.Terminate, "the first pod asked to end");
        await world.Api.DeleteAsync(KubeResource.Pods, PlatformWorld.Namespace, Pod, first.Uid(), Cancellation, graceSeconds: 0);
        var second = await CreateAsync(world);
        var begun = world.Clock.GetUtcNow();

        var killed = await WhenAsync(world, pod => pod?.Phase() == "Failed", "the second pod ended");
        killed.Uid().ShouldBe(second.Uid());
        ExitCode(killed).ShouldBe(137);
        (world.Clock.GetUtcNow() - begun).ShouldBeGreaterThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Terminate_AnotherPodHasTheNameAndIsRecorded_IsLeftAlone()
    {
        await using var world = await PlatformWorld.StartAsync();
        await using var running = new Running(world);
        var first = await CreateAsync(world);
        await WhenAsync(world, pod => pod?.Phase() == "Running", "the first pod at work");

        running.Cleanup.QueueTermination(PlatformWorld.Namespace, Pod);
        await WhenAsync(world, pod => pod?.Annotation(PodSignals.Annotation) == PodSignals.Terminate, "the first pod asked to end");
        await world.Api.DeleteAsync(KubeResource.Pods, PlatformWorld.Namespace, Pod, first.Uid(), Cancellation, graceSeconds: 0);
        await CreateAsync(world, completed: "true");
        await Task.Delay(TimeSpan.FromSeconds(60), world.Clock, Cancellation);

        (await world.ListAsync(KubeResource.Pods)).Single().Annotation(PodSignals.Annotation).ShouldBeNull();
    }

    [Fact]
    public async Task CleanUp_OnPodCompletion_DeletesWhateverHasTheNameFiveSecondsLater()
    {
        await using var world = await PlatformWorld.StartAsync();
        await using var running = new Running(world);
        var first = await CreateAsync(world);

        await running.Cleanup.CleanUpAsync(first, new PodGc("OnPodCompletion", TimeSpan.FromSeconds(5)), "Running", Cancellation);
        await world.Api.DeleteAsync(KubeResource.Pods, PlatformWorld.Namespace, Pod, first.Uid(), Cancellation, graceSeconds: 0);
        var second = await CreateAsync(world);

        second.IsDeleting().ShouldBeFalse();
        await WhenAsync(world, pod => pod is null || pod.Value.IsDeleting(), "the second pod deleted");
    }

    [Theory]
    [InlineData("", "Running", "Succeeded", "Label")]
    [InlineData("OnPodCompletion", "Running", "Failed", "Delete")]
    [InlineData("OnPodSuccess", "Running", "Succeeded", "Delete")]
    [InlineData("OnPodSuccess", "Running", "Failed", "Label")]
    [InlineData("OnWorkflowCompletion", "Running", "Succeeded", "Unlock")]
    [InlineData("OnWorkflowCompletion", "Failed", "Succeeded", "Delete")]
    [InlineData("OnWorkflowSuccess", "Succeeded", "Succeeded", "Delete")]
    [InlineData("OnWorkflowSuccess", "Failed", "Succeeded", "Label")]
    [InlineData("OnWorkflowSuccess", "Running", "Succeeded", "Unlock")]
    public void PodGc_StrategyAndPhases_SayWhatBecomesOfThePod(string strategy, string workflowPhase, string podPhase, string action)
    {
        var workflow = new JsonObject
        {
            ["spec"] = new JsonObject { ["podGC"] = new JsonObject { ["strategy"] = "OnPodCompletion" } },
            ["status"] = new JsonObject
            {
                ["storedWorkflowTemplateSpec"] = new JsonObject { ["podGC"] = new JsonObject { ["strategy"] = strategy } },
            },
        };

        PodGc.Of(workflow).ActionFor(workflowPhase, podPhase).ToString().ShouldBe(action);
        PodGc.Of(workflow).Delay.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Play_OutputsTakeLongToSave_PodIsAskedToEndAndItsNodeSucceeds()
    {
        var kubelet = PlatformWorld.QuickAgents with { SavingTime = TimeSpan.FromSeconds(15) };
        await using var world = await PlatformWorld.StartAsync(kubelet: kubelet);
        var name = (await world.StartPlayAsync("play-g1")).Name();

        var workflow = await world.WorkflowWhenAsync(
            name,
            now => PlatformWorld.Node(now, "update-to-waiting-pr(0)")?.GetText("phase") == NodePhases.Succeeded,
            "the stage set"
        );

        var id = PlatformWorld.Node(workflow, "update-to-waiting-pr(0)")?.GetText("id");
        var pod = (await world.ListAsync(KubeResource.Pods)).Single(pod => pod.Annotation(ArgoNames.NodeId) == id);
        pod.Annotation(PodSignals.Annotation).ShouldBe(PodSignals.Terminate);
        pod.Phase().ShouldBe("Succeeded");
    }

    private static async Task<JsonElement> WhenAsync(PlatformWorld world, Func<JsonElement?, bool> isSo, string what)
    {
        JsonElement? pod = null;
        await world.UntilAsync(
            async () => isSo(pod = await world.Api.FindAsync(KubeResource.Pods, PlatformWorld.Namespace, Pod, Cancellation)),
            what
        );
        return pod ?? default;
    }

    private static int? ExitCode(JsonElement pod) =>
        pod.Get("status", "containerStatuses")?[0].Get("state", "terminated", "exitCode")?.GetInt32();

    private static Task<JsonElement> CreateAsync(PlatformWorld world, string completed = "false")
    {
        var labels = new JsonObject { [ArgoNames.Workflow] = "play-1", [ArgoNames.Completed] = completed };
        var containers = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = "work" });
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject { ["name"] = Pod, ["labels"] = labels },
            ["spec"] = new JsonObject { ["containers"] = containers },
        };
        return world.Api.CreateAsync(KubeResource.Pods, PlatformWorld.Namespace, pod, Cancellation);
    }

    /// <summary>A clean-up at work.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource stopping = new();
        private readonly Task running;

        public Running(PlatformWorld world)
        {
            Cleanup = new PodCleanup(world.Api, world.Clock, PlatformWorld.Brisk);
            running = Cleanup.RunAsync(stopping.Token);
        }

        public PodCleanup Cleanup { get; }

        public async ValueTask DisposeAsync()
        {
            await stopping.CancelAsync();
            Cleanup.Dispose();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopping.Dispose();
        }
    }
}

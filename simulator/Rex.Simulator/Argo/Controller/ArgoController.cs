using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Rex.Simulator.Argo.Engine;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Controller;

/// <summary>
/// The workflow controller's stand-in. It works from its own caches, one operation at a time for a workflow, and writes at the end of
/// the operation with the resourceVersion it began with.
/// </summary>
internal sealed class ArgoController : IAsyncDisposable
{
    private readonly KubeApi api;
    private readonly ArgoOptions options;
    private readonly TimeProvider time;
    private readonly WorkQueue queue;
    private readonly PodCleanup cleanup;
    private readonly WorkflowTtl ttl;
    private readonly WorkflowWriter writer;
    private readonly BackgroundTasks background = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, long> written = new(StringComparer.Ordinal);
    private readonly Mutexes mutexes = new();
    private readonly List<ObjectCache> caches = [];
    private ObjectCache workflows = null!;
    private ObjectCache pods = null!;
    private ObjectCache taskResults = null!;
    private ObjectCache templates = null!;
    private Task running = Task.CompletedTask;

    private ArgoController(KubeApi api, ArgoOptions options, TimeProvider time)
    {
        this.api = api;
        this.options = options;
        this.time = time;
        queue = new WorkQueue(time);
        cleanup = new PodCleanup(api, time, options);
        ttl = new WorkflowTtl(api, time, key => workflows?.Get(key));
        writer = new WorkflowWriter(api, options.Storage);
        mutexes.Freed += key => queue.AddAfter(key, options.RequeueTime);
    }

    /// <summary>Starts working on all workflows of the cluster. Their definitions have to be there.</summary>
    public static async Task<ArgoController> StartAsync(
        HttpClient kubernetes,
        ArgoOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var controller = new ArgoController(new KubeApi(kubernetes, time), options, time);
        try
        {
            await controller.StartCachesAsync(cancellationToken);
        }
        catch
        {
            await controller.DisposeAsync();
            throw;
        }

        controller.running = Task.WhenAll(
            controller.queue.RunAsync(options.Workers, controller.OperateAsync, controller.stopping.Token),
            controller.cleanup.RunAsync(controller.stopping.Token),
            controller.ttl.RunAsync(controller.stopping.Token)
        );
        return controller;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        queue.Dispose();
        cleanup.Dispose();
        ttl.Dispose();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await background.WhenEmptyAsync();
        foreach (var cache in caches)
        {
            await cache.DisposeAsync();
        }

        stopping.Dispose();
    }

    /// <summary>What is labelled completed is left alone entirely, whatever its phase.</summary>
    private static bool NeedsOperation(JsonElement workflow) =>
        workflow.Label(ArgoNames.Completed) != "true" || workflow.Finalizers().Contains(ArgoNames.ArtifactGcFinalizer);

    private async Task StartCachesAsync(CancellationToken cancellationToken)
    {
        templates = await CacheAsync(new ObjectCacheOptions { Resource = KubeResource.WorkflowTemplates, Lag = options.CacheLag });
        taskResults = await CacheAsync(
            new ObjectCacheOptions
            {
                Resource = KubeResource.WorkflowTaskResults,
                LabelSelector = ArgoNames.Workflow,
                Lag = options.CacheLag,
                Group = WorkflowOf,
                Changed = change => EnqueueOwner(change.New),
            }
        );
        pods = await CacheAsync(
            new ObjectCacheOptions
            {
                Resource = KubeResource.Pods,
                LabelSelector = $"{ArgoNames.Workflow},{ArgoNames.Completed}=false,{options.InstanceSelector}",
                Lag = options.CacheLag,
                Group = WorkflowOf,
                Changed = OnPod,
            }
        );
        workflows = await CacheAsync(
            new ObjectCacheOptions
            {
                Resource = KubeResource.Workflows,
                LabelSelector = options.InstanceSelector,
                Lag = options.CacheLag,
                Changed = OnWorkflow,
            }
        );

        async Task<ObjectCache> CacheAsync(ObjectCacheOptions cacheOptions)
        {
            var cache = await ObjectCache.StartAsync(api, cacheOptions with { Namespace = options.Namespace }, time, cancellationToken);
            caches.Add(cache);
            return cache;
        }
    }

    private static string? WorkflowOf(JsonElement item) =>
        item.Label(ArgoNames.Workflow) is { } workflow ? $"{item.Namespace()}/{workflow}" : null;

    private void EnqueueOwner(JsonElement? item)
    {
        if (item is { } value && WorkflowOf(value) is { } key)
        {
            queue.AddAfter(key, options.RequeueTime);
        }
    }

    private void OnPod(CacheChange change)
    {
        EnqueueOwner(change.Either);
        if (change.New is { } pod && pod.IsDeleting() && pod.Finalizers().Contains(ArgoNames.PodStatusFinalizer))
        {
            background.Run(async () =>
            {
                await Task.Delay(options.DeletedPodFinalizerDelay, time, stopping.Token);
                if (pods.Get(pod.Key()) is { } still && still.Uid() == pod.Uid())
                {
                    await cleanup.UnlockAsync(still, stopping.Token);
                }
            });
        }
    }

    private void OnWorkflow(CacheChange change)
    {
        var before = change.Old is { } old && NeedsOperation(old);
        var now = change.New is { } current && NeedsOperation(current);
        var key = change.Either.Key();
        if (change.New is { } workflow)
        {
            ttl.Observe(workflow);
        }
        else
        {
            mutexes.ReleaseAll(key);
        }

        if (now)
        {
            // New, or no longer labelled completed: at once. Changed: after the usual time.
            queue.AddAfter(key, before ? options.RequeueTime : TimeSpan.Zero);
        }
        else if (before || change.New is null)
        {
            background.Run(() => cleanup.UnlockAllAsync(change.Either.Namespace(), change.Either.Name(), stopping.Token));
        }
    }

    private async Task OperateAsync(string key, CancellationToken cancellationToken)
    {
        if (workflows.Get(key) is not { } workflow)
        {
            return;
        }

        if (written.TryGetValue(workflow.Uid(), out var last) && Version(workflow) < last)
        {
            // The cache has not seen the controller's own last write yet.
            queue.AddAfter(key, options.RequeueTime);
            return;
        }

        if (!NeedsOperation(workflow))
        {
            return;
        }

        queue.AddAfter(key, options.ResyncTime);
        try
        {
            await OperateAsync(key, workflow, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The cluster refused, or the workflow cannot be read: either is looked at again, and the other workflows go on.
            queue.AddAfter(key, options.RequeueTime);
        }
    }

    private async Task OperateAsync(string key, JsonElement workflow, CancellationToken cancellationToken)
    {
        var seenPods = pods.InGroup(key);
        var outcome = WorkflowOperation.Run(
            new OperationInput
            {
                Workflow = workflow,
                Pods = seenPods,
                TaskResults = taskResults.InGroup(key),
                Template = name => templates.Get($"{workflow.Namespace()}/{name}")?.ToJsonObject(),
                Now = time.GetUtcNow(),
                Storage = options.Storage,
                PodStatusFinalizer = options.PodStatusFinalizer,
                RecentlyStarted = options.RecentlyStarted,
                Mutexes = mutexes,
            }
        );
        foreach (var requeue in outcome.Requeues)
        {
            queue.AddAfter(key, requeue == TimeSpan.Zero ? options.RequeueTime : requeue);
        }

        var stall = outcome.Updated ? options.Stalls.Take(workflow.Name()) : null;
        await StandStillAsync(stall, StallPoint.AfterReading, cancellationToken);
        await CreatePodsAsync(outcome, workflow.Namespace(), cancellationToken);
        foreach (var pod in outcome.PodsToTerminate)
        {
            cleanup.QueueTermination(workflow.Namespace(), pod);
        }

        await StandStillAsync(stall, StallPoint.BeforeWriting, cancellationToken);
        if (outcome.Updated && await writer.WriteAsync(workflow, outcome.Workflow, cancellationToken) is { } copy)
        {
            written[copy.Uid()] = Version(copy);
            if (options.Version.WritesBackToCache)
            {
                workflows.Put(copy);
                // Nobody is told of a change that was put there, and the real one's timers hear of each.
                ttl.Observe(copy);
            }

            await AfterWriteAsync(key, outcome, seenPods, cancellationToken);
        }

        if (outcome.Finished)
        {
            mutexes.ReleaseAll(key);
        }

        stall?.End();
    }

    private Task StandStillAsync(OperationStall? stall, StallPoint point, CancellationToken cancellationToken) =>
        stall?.StandStillAsync(point, time, cancellationToken) ?? Task.CompletedTask;

    private async Task CreatePodsAsync(OperationOutcome outcome, string ns, CancellationToken cancellationToken)
    {
        foreach (var pod in outcome.PodsToCreate)
        {
            try
            {
                await api.CreateAsync(KubeResource.Pods, ns, pod, cancellationToken);
            }
            catch (KubeApiException error) when (error.AlreadyExists)
            {
                // Pod names are derived from node names: whatever pod has the name is taken for the node's own.
            }
        }
    }

    private async Task AfterWriteAsync(
        string key,
        OperationOutcome outcome,
        IReadOnlyList<JsonElement> seenPods,
        CancellationToken cancellationToken
    )
    {
        foreach (var result in outcome.Finished ? taskResults.InGroup(key) : [])
        {
            await api.DeleteAsync(
                KubeResource.WorkflowTaskResults,
                result.Namespace(),
                result.Name(),
                result.Uid(),
                cancellationToken,
                "Background"
            );
        }

        var podGc = PodGc.Of(outcome.Workflow);
        foreach (var pod in seenPods.Where(pod => outcome.PodsToComplete.Contains(pod.Name())))
        {
            await cleanup.CleanUpAsync(pod, podGc, outcome.Workflow["status"].TextAt("phase"), cancellationToken);
        }
    }

    private static long Version(JsonElement workflow) =>
        long.TryParse(workflow.ResourceVersion(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Agents;

/// <summary>
/// The stand-in for the CodeRun controller, and for the Job controller as far as its Jobs need one: finalizer, Job, phases, clean-up on
/// deletion.
/// </summary>
internal sealed class CodeRunController : IAsyncDisposable
{
    public const string Finalizer = "coderuns.orchestrator.io/finalizer";
    private const string Selector = $"app={AgentPod.App},component={AgentPod.Component}";

    private readonly KubeApi api;
    private readonly CodeRunOptions options;
    private readonly TimeProvider time;
    private readonly WorkQueue queue;
    private readonly CancellationTokenSource stopping = new();
    private readonly List<ObjectCache> caches = [];
    private ObjectCache runs = null!;
    private ObjectCache jobs = null!;
    private ObjectCache pods = null!;
    private Task running = Task.CompletedTask;

    private CodeRunController(KubeApi api, CodeRunOptions options, TimeProvider time)
    {
        this.api = api;
        this.options = options;
        this.time = time;
        queue = new WorkQueue(time);
    }

    public static async Task<CodeRunController> StartAsync(
        HttpClient kubernetes,
        CodeRunOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var controller = new CodeRunController(new KubeApi(kubernetes, time), options, time);
        try
        {
            controller.jobs = await controller.CacheAsync(KubeResource.Jobs, Selector, cancellationToken);
            controller.pods = await controller.CacheAsync(KubeResource.Pods, Selector, cancellationToken);
            controller.runs = await controller.CacheAsync(KubeResource.CodeRuns, null, cancellationToken);
        }
        catch
        {
            await controller.DisposeAsync();
            throw;
        }

        controller.running = controller.queue.RunAsync(16, controller.ReconcileAsync, controller.stopping.Token);
        return controller;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        queue.Dispose();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var cache in caches)
        {
            await cache.DisposeAsync();
        }

        stopping.Dispose();
    }

    private static string? OwnerName(JsonElement item) =>
        item.Get("metadata", "ownerReferences") is { ValueKind: JsonValueKind.Array } owners && owners.GetArrayLength() > 0
            ? owners[0].GetText("name")
            : null;

    private static string? OwnerUid(JsonElement item) =>
        item.Get("metadata", "ownerReferences") is { ValueKind: JsonValueKind.Array } owners && owners.GetArrayLength() > 0
            ? owners[0].GetText("uid")
            : null;

    private async Task<ObjectCache> CacheAsync(KubeResource resource, string? selector, CancellationToken cancellationToken)
    {
        var cacheOptions = new ObjectCacheOptions
        {
            Resource = resource,
            Namespace = options.Namespace,
            LabelSelector = selector,
            Group = OwnerUid,
            Changed = OnChange,
        };
        var cache = await ObjectCache.StartAsync(api, cacheOptions, time, cancellationToken);
        caches.Add(cache);
        return cache;
    }

    /// <summary>Of a run the run itself; of a Job or a pod the run it belongs to.</summary>
    private void OnChange(CacheChange change)
    {
        var item = change.Either;
        var name = item.GetText("kind") switch
        {
            "Job" => OwnerName(item),
            "Pod" => OwnerName(item) is { } job && jobs.Get($"{item.Namespace()}/{job}") is { } owner ? OwnerName(owner) : null,
            _ => item.Name(),
        };
        if (name is not null)
        {
            queue.AddAfter($"{item.Namespace()}/{name}", options.ReconcileDelay);
        }
    }

    private async Task ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        if (runs.Get(key) is not { } run)
        {
            return;
        }

        try
        {
            await (run.IsDeleting() ? CleanUpAsync(run, cancellationToken) : RunAsync(run, cancellationToken));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or KubeApiException)
        {
            queue.AddAfter(key, options.ReconcileDelay);
        }
    }

    private async Task RunAsync(JsonElement run, CancellationToken cancellationToken)
    {
        if (!run.Finalizers().Contains(Finalizer))
        {
            var metadata = new JsonObject
            {
                ["finalizers"] = run.Finalizers().Append(Finalizer).ToJsonArray(),
                ["resourceVersion"] = run.ResourceVersion(),
            };
            await api.PatchAsync(
                KubeResource.CodeRuns,
                run.Namespace(),
                run.Name(),
                new JsonObject { ["metadata"] = metadata },
                cancellationToken
            );
            return;
        }

        if (run.Phase() is "Succeeded" or "Failed")
        {
            return;
        }

        var own = jobs.InGroup(run.Uid());
        if (own.Count == 0)
        {
            await StartJobAsync(run, cancellationToken);
            return;
        }

        foreach (var job in own.Where(job => !job.IsDeleting()))
        {
            await RunJobAsync(run, job, cancellationToken);
        }
    }

    /// <summary>Without a Job a new one is started, also where somebody deleted the old one.</summary>
    private async Task StartJobAsync(JsonElement run, CancellationToken cancellationToken)
    {
        var suffix = Guid.NewGuid().ToString("n")[..5];
        var existing = await api.ListAsync(KubeResource.Jobs, run.Namespace(), AgentJobs.CleanupSelector(run), cancellationToken);
        if (!existing.GetProperty("items").EnumerateArray().Any(job => OwnerUid(job) == run.Uid()))
        {
            await api.CreateAsync(KubeResource.Jobs, run.Namespace(), AgentJobs.Job(run, suffix), cancellationToken);
        }

        await SetPhaseAsync(run, "Running", cancellationToken);
    }

    private async Task RunJobAsync(JsonElement run, JsonElement job, CancellationToken cancellationToken)
    {
        if (pods.InGroup(job.Uid()) is not [var pod, ..])
        {
            try
            {
                await api.CreateAsync(KubeResource.Pods, job.Namespace(), AgentJobs.Pod(job), cancellationToken);
            }
            catch (KubeApiException error) when (error.AlreadyExists)
            {
                // The cache had not seen it yet.
            }

            return;
        }

        if (pod.Phase() is not (("Succeeded" or "Failed") and var phase))
        {
            return;
        }

        var status = new JsonObject { [phase == "Succeeded" ? "succeeded" : "failed"] = 1 };
        await api.PatchAsync(
            KubeResource.Jobs,
            job.Namespace(),
            job.Name(),
            new JsonObject { ["status"] = status },
            cancellationToken,
            "status"
        );
        await SetPhaseAsync(run, phase, cancellationToken);
    }

    private async Task SetPhaseAsync(JsonElement run, string phase, CancellationToken cancellationToken)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = run.Uid() },
            ["status"] = new JsonObject { ["phase"] = phase },
        };
        await api.PatchAsync(KubeResource.CodeRuns, run.Namespace(), run.Name(), patch, cancellationToken, "status");
    }

    /// <summary>Deletes the Jobs of that agent and service, whatever their task, and lets the run go.</summary>
    private async Task CleanUpAsync(JsonElement run, CancellationToken cancellationToken)
    {
        if (!run.Finalizers().Contains(Finalizer) || options.IsStuck(run))
        {
            return;
        }

        await Task.Delay(options.CleanupDelay, time, cancellationToken);
        var found = await api.ListAsync(KubeResource.Jobs, run.Namespace(), AgentJobs.CleanupSelector(run), cancellationToken);
        foreach (var job in found.GetProperty("items").EnumerateArray())
        {
            var propagation = options.OrphansPods ? "Orphan" : "Background";
            await api.DeleteAsync(KubeResource.Jobs, job.Namespace(), job.Name(), job.Uid(), cancellationToken, propagation);
        }

        if (await api.FindAsync(KubeResource.CodeRuns, run.Namespace(), run.Name(), cancellationToken) is { } now && now.Uid() == run.Uid())
        {
            var left = now.Finalizers().Where(finalizer => finalizer != Finalizer).ToJsonArray();
            var metadata = new JsonObject { ["finalizers"] = left, ["resourceVersion"] = now.ResourceVersion() };
            var patch = new JsonObject { ["metadata"] = metadata };
            await api.PatchAsync(KubeResource.CodeRuns, run.Namespace(), run.Name(), patch, cancellationToken);
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Platform.Kubelets;

/// <summary>Runs every pod of the cluster: binds it, moves it through its phases, and lets it go when it is deleted and has ended.</summary>
internal sealed class Kubelet : IAsyncDisposable
{
    private readonly KubeApi api;
    private readonly KubeletOptions options;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, PodRunner> runners = new(StringComparer.Ordinal);
    private readonly BackgroundTasks background = new();
    private readonly CancellationTokenSource stopping = new();
    private ObjectCache? pods;

    private Kubelet(KubeApi api, KubeletOptions options, TimeProvider time)
    {
        this.api = api;
        this.options = options;
        this.time = time;
    }

    public static async Task<Kubelet> StartAsync(
        HttpClient kubernetes,
        KubeletOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var kubelet = new Kubelet(new KubeApi(kubernetes, time, insists: true), options, time);
        var cacheOptions = new ObjectCacheOptions
        {
            Resource = KubeResource.Pods,
            Namespace = options.Namespace,
            Changed = kubelet.OnPod,
        };
        kubelet.pods = await ObjectCache.StartAsync(kubelet.api, cacheOptions, time, cancellationToken);
        return kubelet;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (pods is not null)
        {
            await pods.DisposeAsync();
        }

        await background.WhenEmptyAsync();
        stopping.Dispose();
    }

    private void OnPod(CacheChange change)
    {
        // A list after a watch that ended can show another pod of the name in the place of one that it knew.
        if (change.Old is { } old && old.Uid() != change.New?.Uid() && runners.TryRemove(old.Uid(), out var gone))
        {
            gone.Abandon();
        }

        if (change.New is not { } pod)
        {
            return;
        }

        var runner = runners.GetOrAdd(pod.Uid(), _ => Start(pod));
        if (pod.IsDeleting())
        {
            runner.Delete();
        }

        switch (pod.Annotation(PodSignals.Annotation))
        {
            case PodSignals.Terminate:
                runner.Terminate();
                break;
            case PodSignals.Kill:
                runner.Kill();
                break;
        }
    }

    private PodRunner Start(JsonElement pod)
    {
        var runner = new PodRunner(api, options, time, pod, stopping.Token);
        background.Run(runner.RunAsync);
        return runner;
    }
}

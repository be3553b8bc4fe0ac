using System.Collections.Concurrent;

namespace Rex.Simulator.Platform.Api;

/// <summary>Work that goes on beside its caller and ends with its owner. Failures of the cluster in it are passed over.</summary>
internal sealed class BackgroundTasks
{
    private readonly ConcurrentDictionary<Task, byte> tasks = new();

    public void Run(Func<Task> work)
    {
        var task = GuardAsync(work);
        tasks[task] = 0;
        task.ContinueWith(done => tasks.TryRemove(done, out _), TaskScheduler.Default);
    }

    public Task WhenEmptyAsync() => Task.WhenAll(tasks.Keys);

    private static async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await Task.Yield();
            await work();
        }
        catch (Exception error) when (error is HttpRequestException or IOException or KubeApiException or OperationCanceledException)
        {
            // The cluster refused or is gone; whoever started this work sees it in the cluster's state.
        }
    }
}

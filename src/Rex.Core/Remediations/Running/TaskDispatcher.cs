namespace Rex.Core.Remediations.Running;

/// <summary>Lets work be done task by task: one at a time within a task, tasks side by side, none waiting for another.</summary>
/// <param name="work">Does what there is to do for one task, all of it. It does not throw but when cancelled.</param>
internal sealed class TaskDispatcher(Func<TaskKey, CancellationToken, Task> work)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TaskKey, Worker> _workers = [];

    /// <summary>How many tasks are worked on at this moment.</summary>
    public int ActiveTasks
    {
        get
        {
            lock (_lock)
            {
                return _workers.Count;
            }
        }
    }

    /// <summary>Says that there is work for a task. Announced while its work is under way, it is looked at once more after that.</summary>
    public void Announce(TaskKey task, CancellationToken stop)
    {
        lock (_lock)
        {
            if (_workers.TryGetValue(task, out var worker))
            {
                worker.IsAnnounced = true;
                return;
            }

            _workers.Add(task, worker = new Worker());
            worker.Ended = WorkAsync(task, worker, stop);
        }
    }

    /// <summary>Ends when all work that is under way has ended.</summary>
    public Task DrainAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_workers.Values.Select(worker => worker.Ended));
        }
    }

    private async Task WorkAsync(TaskKey task, Worker worker, CancellationToken stop)
    {
        // The caller holds the lock and goes on with other tasks; the work begins on its own.
        await Task.Yield();
        try
        {
            do
            {
                await work(task, stop);
            } while (IsAnnouncedAgain(task, worker));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Remove(task);
        }
    }

    private bool IsAnnouncedAgain(TaskKey task, Worker worker)
    {
        lock (_lock)
        {
            var again = worker.IsAnnounced;
            worker.IsAnnounced = false;
            if (!again)
            {
                _workers.Remove(task);
            }

            return again;
        }
    }

    private void Remove(TaskKey task)
    {
        lock (_lock)
        {
            _workers.Remove(task);
        }
    }

    private sealed class Worker
    {
        public bool IsAnnounced { get; set; }

        public Task Ended { get; set; } = Task.CompletedTask;
    }
}

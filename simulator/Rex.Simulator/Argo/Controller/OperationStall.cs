namespace Rex.Simulator.Argo.Controller;

/// <summary>One operation to hold up between reading and writing.</summary>
internal sealed class OperationStall(TimeSpan duration, StallPoint point, Func<CancellationToken, Task> until)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TimeSpan Duration { get; } = duration;

    public StallPoint Point { get; } = point;

    /// <summary>Ends when the operation has begun to stand still.</summary>
    public Task Reached => reached.Task;

    /// <summary>Ends when that operation is over, its write included.</summary>
    public Task Ended => ended.Task;

    public async Task StandStillAsync(StallPoint here, TimeProvider time, CancellationToken cancellationToken)
    {
        if (here == Point)
        {
            reached.TrySetResult();
            await until(cancellationToken);
            await Task.Delay(Duration, time, cancellationToken);
        }
    }

    public void End() => ended.TrySetResult();
}

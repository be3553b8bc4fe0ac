namespace Rex.Adapters.Tests.Testing;

/// <summary>A connection that nothing comes over any more, without ever ending.</summary>
/// <param name="asked">Completed when somebody begins to wait.</param>
public sealed class SilentStream(TaskCompletionSource asked) : MemoryStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        asked.TrySetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }
}

using Rex.Simulator.Clusters.Times;

namespace Rex.Simulator.Tests.Clusters.Troubles;

/// <summary>A stream that breaks off after some time, in the middle of a line if need be.</summary>
internal sealed class ShortLivedStream : ReadStream
{
    private readonly Stream inner;
    private readonly Action broken;
    private readonly CancellationTokenSource end;

    public ShortLivedStream(Stream inner, TimeSpan life, TimeProvider time, Action broken)
    {
        this.inner = inner;
        this.broken = broken;
        end = new CancellationTokenSource(life, time);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            return await inner.ReadAsync(buffer, either.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            broken();
            throw new IOException("the connection was reset");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            end.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

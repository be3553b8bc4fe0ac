namespace Rex.Simulator.Tests.Clusters.Troubles;

/// <summary>A stream that breaks off after some time, in the middle of a line if need be.</summary>
internal sealed class ShortLivedStream : Stream
{
    private readonly Stream inner;
    private readonly CancellationTokenSource end;

    public ShortLivedStream(Stream inner, TimeSpan life)
    {
        this.inner = inner;
        end = new CancellationTokenSource(life);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
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
            throw new IOException("the connection was reset");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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

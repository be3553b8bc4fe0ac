using System.Buffers;

namespace Rex.Host.Receiving;

/// <summary>The body of one delivery, in memory that is used again for the next ones.</summary>
internal sealed class WebhookBody : IDisposable
{
    // GitHub does not wait longer for an answer either.
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    private byte[] buffer;
    private int length;

    private WebhookBody(int expected) => buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expected, 16 * 1024));

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Reads a body. A length that was announced is only believed up to the limit.</summary>
    /// <returns>The body, or null where it is longer than the limit: then no more of it has been read than that.</returns>
    /// <exception cref="BadHttpRequestException">It did not come as it was announced, or not in time (408).</exception>
    public static async Task<WebhookBody?> ReadAsync(HttpRequest request, int limit, TimeProvider time)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // One byte more than expected, so that the end is seen without growing.
        var body = new WebhookBody((int)(request.ContentLength ?? 0) + 1);
        var gone = request.HttpContext.RequestAborted;
        using var late = new CancellationTokenSource(Within, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(gone, late.Token);
        try
        {
            while (await request.Body.ReadAsync(body.Free(limit), ended.Token) is var read and > 0)
            {
                body.length += read;
                if (body.length > limit)
                {
                    body.Dispose();
                    return null;
                }
            }

            return body;
        }
        catch (Exception error)
        {
            body.Dispose();
            if (error is OperationCanceledException && !gone.IsCancellationRequested)
            {
                throw new BadHttpRequestException("The body takes too long.", StatusCodes.Status408RequestTimeout, error);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
            length = 0;
        }
    }

    private Memory<byte> Free(int limit)
    {
        if (length == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, limit + 1L));
            buffer.AsSpan().CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsMemory(length);
    }
}

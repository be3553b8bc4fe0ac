using System.Buffers;
using System.Text.Unicode;

namespace Rex.Core.Pushes;

/// <summary>The payload of a body: UTF-8 that should be a JSON object.</summary>
internal readonly ref struct PushPayload : IDisposable
{
    private readonly byte[]? rented;

    private PushPayload(ReadOnlySpan<byte> json, string? problem, byte[]? rented)
    {
        this.rented = rented;
        Json = json;
        Problem = problem ?? Check(json);
    }

    /// <summary>The bytes. What is read of them has to be copied before this is disposed of.</summary>
    public ReadOnlySpan<byte> Json { get; }

    /// <summary>What is wrong with them; <c>null</c> where nothing is.</summary>
    public string? Problem { get; }

    /// <summary>Takes the payload out of a body.</summary>
    /// <param name="body">The raw bytes.</param>
    /// <param name="contentType">How the payload is encoded in them.</param>
    public static PushPayload Of(ReadOnlySpan<byte> body, PushContentType contentType)
    {
        if (contentType != PushContentType.Form)
        {
            return new PushPayload(body, null, null);
        }

        // The decoded payload is never longer than the form.
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length);
        var problem = FormPayload.Decode(body, buffer, out var length);
        return new PushPayload(buffer.AsSpan(0, length), problem, buffer);
    }

    /// <summary>Gives the buffer of a form back.</summary>
    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static string? Check(ReadOnlySpan<byte> json) =>
        json.IsEmpty ? "The body is empty."
        : json.StartsWith("\uFEFF"u8) ? "The body begins with a byte order mark."
        // All of it: bytes in a field that is only skipped would go unseen otherwise.
        : !Utf8.IsValid(json) ? "The body is not UTF-8."
        : null;
}

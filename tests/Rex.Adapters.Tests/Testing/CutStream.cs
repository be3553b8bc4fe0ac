using System.Text;

namespace Rex.Adapters.Tests.Testing;

/// <summary>A body whose connection breaks after what was sent of it.</summary>
public sealed class CutStream(string sent = """{"kind":"CodeRunList","items":[""") : MemoryStream(Encoding.UTF8.GetBytes(sent))
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        return read > 0 ? read : throw new IOException("The connection was closed.");
    }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
        throw new IOException("The connection was closed.");
}

using System.Text;

namespace Rex.Simulator.Clusters.Times;

/// <summary>A stream of lines, each of which is translated on its way.</summary>
internal sealed class TranslatedLines(Stream source, Func<string, string> translate) : ReadStream
{
    private readonly StreamReader reader = new(source);
    private ReadOnlyMemory<byte> left;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left.IsEmpty)
        {
            if (await reader.ReadLineAsync(cancellationToken) is not { } line)
            {
                return 0;
            }

            left = Encoding.UTF8.GetBytes(translate(line) + '\n');
        }

        var count = Math.Min(buffer.Length, left.Length);
        left[..count].CopyTo(buffer);
        left = left[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            reader.Dispose();
        }

        base.Dispose(disposing);
    }
}

using System.Text;
using Docker.DotNet;

namespace Rex.Simulator.Clusters.K3s;

/// <summary>The end of what a container says, for whoever asks why it did not start.</summary>
internal sealed class LastWords
{
    private const int Kept = 4000;

    private readonly StringBuilder text = new();

    private LastWords() { }

    /// <summary>Whether it will say no more.</summary>
    public bool Ended { get; private set; }

    /// <summary>Listens from now on.</summary>
    public static LastWords Of(MultiplexedStream output)
    {
        var words = new LastWords();
        _ = words.ListenAsync(output);
        return words;
    }

    public override string ToString()
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private async Task ListenAsync(MultiplexedStream output)
    {
        var buffer = new byte[4096];
        try
        {
            while (await output.ReadOutputAsync(buffer, 0, buffer.Length, CancellationToken.None) is { EOF: false } read)
            {
                lock (text)
                {
                    text.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
                    text.Remove(0, Math.Max(0, text.Length - Kept));
                }
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It was closed from this side.
        }

        Ended = true;
    }
}

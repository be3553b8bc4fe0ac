using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Rex.Benchmarks.Receiving;

/// <summary>One connection that sends a request and waits for the answer. An HttpClient would cost more than what is measured.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];

    public Task OpenAsync(Uri address) => socket.ConnectAsync(address.Host, address.Port);

    /// <summary>Sends a request, and reads the whole answer.</summary>
    /// <exception cref="InvalidOperationException">The answer is not 202.</exception>
    public async Task SendAsync(byte[] request)
    {
        for (var sent = 0; sent < request.Length; )
        {
            sent += await socket.SendAsync(request.AsMemory(sent));
        }

        var length = 0;
        do
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            length += read > 0 ? read : throw new InvalidOperationException("The connection was closed.");
        } while (!IsWhole(buffer.AsSpan(0, length)));

        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 202"u8))
        {
            throw new InvalidOperationException(Encoding.ASCII.GetString(buffer, 0, length));
        }
    }

    public void Dispose() => socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        var head = answer[..end];
        var body = answer[(end + 4)..];
        var announced = "Content-Length: "u8;
        if (head.IndexOf(announced) is >= 0 and var at)
        {
            var digits = head[(at + announced.Length)..];
            var line = digits.IndexOf((byte)'\r');
            return body.Length >= int.Parse(line < 0 ? digits : digits[..line], NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return body.EndsWith("0\r\n\r\n"u8);
    }
}

using System.Net.Sockets;
using System.Text;

namespace Rex.Host.Tests.Testing;

/// <summary>A request of which a part of the body stays away.</summary>
internal sealed class SlowRequest : IDisposable
{
    private readonly TcpClient _connection = new();

    /// <summary>Sends a delivery's headers and the begin of its body, which is announced as longer by a byte.</summary>
    public static async Task<SlowRequest> StartAsync(Uri address, string? signature, int length, CancellationToken cancellationToken)
    {
        var request = new SlowRequest();
        await request._connection.ConnectAsync(address.Host, address.Port, cancellationToken);
        var signed = signature is null ? "" : $"X-Hub-Signature-256: {signature}\r\n";
        var text =
            $"POST /webhooks/github HTTP/1.1\r\nHost: rex\r\nContent-Type: application/json\r\nX-GitHub-Event: push\r\n{signed}Content-Length: {length + 1}\r\n\r\n"
            + new string(' ', length);
        await request._connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        return request;
    }

    /// <summary>The first line of the answer.</summary>
    public async Task<string?> AnswerAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(_connection.GetStream(), Encoding.ASCII, leaveOpen: true);
        return await reader.ReadLineAsync(cancellationToken);
    }

    public void Dispose() => _connection.Dispose();
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rex.Benchmarks.Pushes;

namespace Rex.Benchmarks.Receiving;

/// <summary>Deliveries as bytes on the wire, made before they are sent: what is measured is whoever receives them.</summary>
internal sealed class Requests(string path, byte[] secret)
{
    private static readonly byte[] After = "8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c5"u8.ToArray();

    private int made;

    /// <summary>Makes signed pushes, each with a commit of its own.</summary>
    /// <param name="branch">The branch that they are to.</param>
    /// <param name="count">How many.</param>
    public byte[][] Make(string branch, int count)
    {
        var body = PushBodies.Make(PushSize.OneCommit, branch);
        return [.. Enumerable.Range(0, count).Select(_ => Of(body))];
    }

    private byte[] Of(byte[] template)
    {
        var body = template.ToArray();
        var commit = Encoding.ASCII.GetBytes((++made).ToString("x40", CultureInfo.InvariantCulture));
        for (var at = body.AsSpan().IndexOf(After); at >= 0; at = body.AsSpan().IndexOf(After))
        {
            commit.CopyTo(body.AsSpan(at));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(secret, body));
        var head =
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nX-GitHub-Event: push\r\n"
            + $"X-GitHub-Delivery: {Guid.NewGuid():D}\r\nX-Hub-Signature-256: sha256={signature}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rex.Benchmarks.Pushes.Peer;

/// <summary>
/// A webhook receiver as most are written: the signature as text, then the whole payload into models (source-generated, the quickest that
/// System.Text.Json has), then the same checks as Rex's.
/// </summary>
internal sealed partial class UsualReceiver(byte[] secret, string repository, string sender)
{
    public bool IsAccepted(string signature, byte[] body)
    {
        var expected = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret, body));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(signature)))
        {
            return false;
        }

        var push = JsonSerializer.Deserialize(body, PushPayloadContext.Default.PushPayload);
        return push is { Repository.FullName: { } name, Ref: { } reference, Sender.Login: { } login }
            && string.Equals(name, repository, StringComparison.OrdinalIgnoreCase)
            && reference.StartsWith("refs/heads/", StringComparison.Ordinal)
            && !push.Deleted
            && TaskBranch().Match(reference["refs/heads/".Length..]) is { Success: true } match
            && int.TryParse(match.Groups["id"].Value, out _)
            && string.Equals(login, sender, StringComparison.OrdinalIgnoreCase)
            && push.Sender.Type == "Bot";
    }

    [GeneratedRegex(@"\A(?:feature/)?task-(?<id>[1-9][0-9]{0,8})(?:-.+)?\z")]
    private static partial Regex TaskBranch();
}

using System.Security.Cryptography;
using System.Text;

namespace Rex.Simulator.Deliveries;

/// <summary>The headers of a webhook delivery.</summary>
internal static class DeliveryHeaders
{
    /// <summary>The secret that the simulated hook shares with its receiver.</summary>
    public const string Secret = "It's a Secret to Everybody";

    public static IReadOnlyDictionary<string, string> For(string eventName, Guid deliveryId, byte[] body) =>
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Accept"] = "*/*",
            ["Content-Type"] = "application/json",
            ["User-Agent"] = "GitHub-Hookshot/e0c5a2b",
            ["X-GitHub-Delivery"] = deliveryId.ToString(),
            ["X-GitHub-Event"] = eventName,
            ["X-GitHub-Hook-ID"] = "412886912",
            ["X-GitHub-Hook-Installation-Target-ID"] = "880143",
            ["X-GitHub-Hook-Installation-Target-Type"] = "integration",
            ["X-Hub-Signature-256"] = Sign(Secret, body),
        };

    /// <summary>The value of <c>X-Hub-Signature-256</c>: HMAC-SHA256 over the raw body, in lower-case hex.</summary>
    public static string Sign(string secret, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}

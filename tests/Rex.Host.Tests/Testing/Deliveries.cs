using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Rex.Host.Tests.Testing;

/// <summary>Makes requests as GitHub does.</summary>
internal static class Deliveries
{
    public const string Guid = "72d3162e-cc78-11e3-81ab-4c9367dc0958";

    public static string Push(string branch = "feature/task-3", long pushedAt = 1772442600) =>
        $$"""
            {"ref":"refs/heads/{{branch}}","before":"{{new string('a', 40)}}","after":"{{new string('b', 40)}}","deleted":false,
             "repository":{"id":1296269123,"full_name":"acme/shop","name":"shop","pushed_at":{{pushedAt}},"owner":{"login":"acme"} },
             "sender":{"login":"5DLabs-Rex[bot]"} }
            """;

    public static HttpRequestMessage Request(
        string body,
        string type = "push",
        string secret = TestHost.Secret,
        string contentType = "application/json"
    )
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/github") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.Add("X-GitHub-Event", type);
        request.Headers.Add("X-GitHub-Delivery", Guid);
        request.Headers.Add("X-Hub-Signature-256", Sign(secret, bytes));
        return request;
    }

    public static string Sign(string secret, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}

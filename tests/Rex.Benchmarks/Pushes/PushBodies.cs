using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Simulator.Deliveries;

namespace Rex.Benchmarks.Pushes;

/// <summary>Bodies of pushes as GitHub sends them.</summary>
internal static class PushBodies
{
    public const string Repository = "acme/shop";

    private static readonly JsonSerializerOptions AsGitHubWritesIt = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A push by the implementation agent.</summary>
    /// <param name="size">How large it is.</param>
    /// <param name="branch">The branch it is to.</param>
    public static byte[] Make(PushSize size, string branch)
    {
        var facts = new PushFacts
        {
            RepositoryId = 1296269123,
            Owner = "acme",
            Repository = "shop",
            Ref = $"refs/heads/{branch}",
            Before = "5f1d0c0d1c2b3a49586776859403122130415263",
            After = "8c3ad1e4b6f7a8091a2b3c4d5e6f708192a3b4c5",
            PushedAt = new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.Zero),
            DeliveryId = Guid.Empty,
            Commits = size switch
            {
                PushSize.TwentyCommits => 20,
                PushSize.MostCommits => 2048,
                _ => 1,
            },
        };
        var body = PushDelivery.Make("push", facts, seed: 1).Body;
        return size == PushSize.FiveKilobytes ? WithoutMostLinks(body) : body;
    }

    private static byte[] WithoutMostLinks(byte[] body)
    {
        var root = JsonNode.Parse(body)!.AsObject();
        foreach (var parent in (JsonObject[])[root["repository"]!.AsObject(), root["organization"]!.AsObject()])
        {
            foreach (
                var name in parent.Select(property => property.Key).Where(name => name.EndsWith("_url", StringComparison.Ordinal)).ToList()
            )
            {
                parent.Remove(name);
            }
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString(AsGitHubWritesIt));
    }
}

using System.Text;
using System.Text.Json;

namespace Rex.Simulator.Deliveries;

/// <summary>Makes push deliveries as GitHub sends them.</summary>
internal static class PushDelivery
{
    private static readonly JsonSerializerOptions AsGitHubWritesIt = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Delivery Make(string name, PushFacts facts, int seed)
    {
        var body = Encoding.UTF8.GetBytes(PushBody.Render(facts, seed).ToJsonString(AsGitHubWritesIt));
        return new Delivery(name, DeliveryHeaders.For("push", facts.DeliveryId, body), body);
    }
}

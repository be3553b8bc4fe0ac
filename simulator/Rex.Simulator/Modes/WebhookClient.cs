using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Rex.Core.Remediations;
using Rex.Simulator.Deliveries;
using Delivery = Rex.Simulator.Deliveries.Delivery;

namespace Rex.Simulator.Modes;

/// <summary>Delivers to Rex's receiver as GitHub does.</summary>
internal sealed class WebhookClient : IDisposable
{
    private readonly HttpClient http = new();

    /// <summary>Makes the request, and reads the answer.</summary>
    /// <exception cref="HttpRequestException">It was not taken; its status says why, where there was an answer.</exception>
    public async Task<DeliveryAnswer> DeliverAsync(Uri receiver, Delivery delivery, CancellationToken cancellationToken)
    {
        var endpoint = new Uri(receiver, "webhooks/github");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(delivery.Body) };
        foreach (var (name, value) in delivery.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var answer = JsonNode.Parse(text)!;
        var (result, reason) = (Text("result"), Text("reason"));
        return (result, reason) switch
        {
            // What the receiver answers by itself is about something else than a push.
            ("Pong", _) or ("Refused", "NoEvent") => new DeliveryAnswer(
                nameof(DeliveryResult.Ignored),
                nameof(ReasonCode.NotAPush),
                "",
                Text("message")
            ),
            ("Refused", _) => throw new HttpRequestException($"{(int)response.StatusCode}: {text}", null, response.StatusCode),
            _ => new DeliveryAnswer(result, reason, Text("remediation"), Text("message")),
        };

        string Text(string member) => answer[member]?.GetValue<string>() ?? "";
    }

    public void Dispose() => http.Dispose();
}

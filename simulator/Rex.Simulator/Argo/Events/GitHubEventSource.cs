using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Rex.Simulator.Argo.Expressions;
using Rex.Simulator.Deliveries;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Events;

/// <summary>
/// A GitHub source of an EventSource, as the real service works: a wrong signature or body is answered 400, everything else 200, also what the filter
/// drops or cannot evaluate; the event's type is not looked at.
/// </summary>
internal sealed class GitHubEventSource
{
    private const int BadRequest = 400;
    private const int Ok = 200;
    private const int DefaultPayload = 1024 * 1024;

    private readonly string? filter;
    private readonly long largest;
    private readonly string? secret;

    /// <param name="manifest">The EventSource.</param>
    /// <param name="name">Which of its events.</param>
    /// <param name="secrets">Gives the value of a key of a secret.</param>
    public GitHubEventSource(JsonObject manifest, string name, Func<string, string, string> secrets)
    {
        var source = manifest["spec"].At("github", name) as JsonObject ?? throw new FormatException($"there is no source {name}");
        filter = source["filter"].TextAt("expression");
        largest = source["webhook"].At("maxPayloadSize")?.GetValue<long>() ?? DefaultPayload;
        // Where the field has another name, no signature is checked.
        secret = source["webhookSecret"] is JsonObject found ? secrets(found.Text("name") ?? "", found.Text("key") ?? "") : null;
    }

    /// <summary>Takes a delivery.</summary>
    public SourceAnswer Receive(Delivery delivery)
    {
        if (delivery.Body.Length > largest)
        {
            return new SourceAnswer(BadRequest, "http: request body too large", null);
        }

        if (secret is not null && !IsSigned(delivery))
        {
            return new SourceAnswer(BadRequest, "payload signature check failed", null);
        }

        JsonObject body;
        try
        {
            body = GoJson.ReadObject(PayloadOf(delivery));
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return new SourceAnswer(BadRequest, error.Message, null);
        }

        body["X-GitHub-Event"] = delivery.Headers.GetValueOrDefault("X-GitHub-Event", "");
        body["X-GitHub-Delivery"] = delivery.Headers.GetValueOrDefault("X-GitHub-Delivery", "");
        var headers = new JsonObject(
            delivery.Headers.Select(header => KeyValuePair.Create<string, JsonNode?>(header.Key, new JsonArray(header.Value)))
        );
        return Filtered(new JsonObject { ["headers"] = headers, ["body"] = body });
    }

    private SourceAnswer Filtered(JsonObject data)
    {
        try
        {
            return filter is null || ExprLang.EvaluateBool(filter, data)
                ? new SourceAnswer(Ok, "", data)
                : new SourceAnswer(Ok, "filter condition not met", null);
        }
        catch (ExpressionException error)
        {
            return new SourceAnswer(Ok, $"failed to filter event: {error.Message}", null);
        }
    }

    private bool IsSigned(Delivery delivery) =>
        delivery.Headers.GetValueOrDefault("X-Hub-Signature-256") == DeliveryHeaders.Sign(secret!, delivery.Body);

    private static byte[] PayloadOf(Delivery delivery)
    {
        var type = MediaTypeHeaderValue.TryParse(delivery.Headers.GetValueOrDefault("Content-Type"), out var parsed)
            ? parsed.MediaType
            : "";
        return type switch
        {
            "application/json" => delivery.Body,
            "application/x-www-form-urlencoded" => Encoding.UTF8.GetBytes(
                QueryHelpers.ParseQuery(Encoding.UTF8.GetString(delivery.Body)).GetValueOrDefault("payload").ToString()
            ),
            _ => throw new FormatException($"webhook request has unsupported Content-Type '{type}'"),
        };
    }
}

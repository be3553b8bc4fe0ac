using System.Text.Json.Serialization;

namespace Rex.Benchmarks.Pushes.Peer;

/// <summary>Generates the reading of <see cref="PushPayload"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PushPayload))]
internal sealed partial class PushPayloadContext : JsonSerializerContext;

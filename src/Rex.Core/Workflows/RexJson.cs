using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Rex.Core.Workflows;

/// <summary>JSON without reflection, so that Rex can be trimmed and compiled ahead of time.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class RexJson : JsonSerializerContext;

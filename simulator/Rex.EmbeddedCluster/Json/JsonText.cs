using System.Text.Json;

namespace Rex.Embedded.Json;

internal sealed class JsonText(string value) : JsonData
{
    public string Value { get; } = value;

    public override string TypeName => "string";

    public override void WriteTo(Utf8JsonWriter writer) => writer.WriteStringValue(Value);

    protected override bool EqualsCore(JsonData other) =>
        other is JsonText text && string.Equals(text.Value, Value, StringComparison.Ordinal);
}

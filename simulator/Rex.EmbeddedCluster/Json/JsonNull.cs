using System.Text.Json;

namespace Rex.Embedded.Json;

internal sealed class JsonNull : JsonData
{
    public static readonly JsonNull Instance = new();

    private JsonNull() { }

    public override string TypeName => "null";

    public override void WriteTo(Utf8JsonWriter writer) => writer.WriteNullValue();

    protected override bool EqualsCore(JsonData other) => false;
}

using System.Text.Json;

namespace Rex.Embedded.Json;

internal sealed class JsonTruth : JsonData
{
    public static readonly JsonTruth True = new(true);
    public static readonly JsonTruth False = new(false);

    private JsonTruth(bool value) => Value = value;

    public bool Value { get; }

    public override string TypeName => "boolean";

    public override void WriteTo(Utf8JsonWriter writer) => writer.WriteBooleanValue(Value);

    protected override bool EqualsCore(JsonData other) => false;
}

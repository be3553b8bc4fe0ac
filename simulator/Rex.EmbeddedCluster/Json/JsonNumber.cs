using System.Text.Json;

namespace Rex.Embedded.Json;

/// <summary>A number: a 64-bit integer where the text is one, else a double, which is how the API server keeps them.</summary>
internal sealed class JsonNumber : JsonData
{
    public JsonNumber(long value)
    {
        Integer = value;
        Number = value;
    }

    public JsonNumber(double value) => Number = value;

    /// <summary>Gets the value if it was written as an integer.</summary>
    public long? Integer { get; }

    public double Number { get; }

    public override string TypeName => Integer is null ? "number" : "integer";

    public override void WriteTo(Utf8JsonWriter writer)
    {
        if (Integer is { } integer)
        {
            writer.WriteNumberValue(integer);
        }
        else
        {
            writer.WriteNumberValue(Number);
        }
    }

    protected override bool EqualsCore(JsonData other) =>
        other is JsonNumber number && (Integer is { } a && number.Integer is { } b ? a == b : Number.Equals(number.Number));
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rex.Embedded.Json;

/// <summary>
/// An immutable JSON value. Objects are kept, patched and compared as these: a changed object shares every untouched part with the one
/// it came from, so that history is cheap and "did anything change" is mostly a comparison of references.
/// </summary>
internal abstract class JsonData
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Gets the word that Kubernetes uses for this type in validation messages.</summary>
    public abstract string TypeName { get; }

    public abstract void WriteTo(Utf8JsonWriter writer);

    /// <summary>Compares by value; numbers compare by value too, so that 1 equals 1.0, and the order of properties does not matter.</summary>
    public static bool DeepEquals(JsonData? left, JsonData? right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        return left is not null && right is not null && left.EqualsCore(right);
    }

    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(ToUtf8());

    protected abstract bool EqualsCore(JsonData other);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator JsonData?(string? value) => value is null ? null : new JsonText(value);

    public static implicit operator JsonData(long value) => new JsonNumber(value);

    public static implicit operator JsonData(bool value) => value ? JsonTruth.True : JsonTruth.False;
}

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

    private const int LargestKeptBuffer = 4 * 1024 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

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
        // One buffer a thread: an object of 60 KB would otherwise grow its own through six copies.
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(128 * 1024);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            WriteTo(writer);
        }

        var utf8 = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > LargestKeptBuffer)
        {
            _buffer = null;
        }

        return utf8;
    }

    /// <inheritdoc/>
    public override string ToString() => System.Text.Encoding.UTF8.GetString(ToUtf8());

    protected abstract bool EqualsCore(JsonData other);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator JsonData?(string? value) => value is null ? null : new JsonText(value);

    public static implicit operator JsonData(long value) => new JsonNumber(value);

    public static implicit operator JsonData(bool value) => value ? JsonTruth.True : JsonTruth.False;
}

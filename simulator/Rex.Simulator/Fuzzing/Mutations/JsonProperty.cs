namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>Where a property stands in a body. Ends are those of the last byte plus one.</summary>
/// <param name="Start">The quote before the name.</param>
/// <param name="NameEnd">After the quote behind the name.</param>
/// <param name="ValueStart">The value.</param>
/// <param name="End">After the value.</param>
/// <param name="Container">Where the object begins that the property is in.</param>
/// <param name="IsRead">Whether a receiver of pushes reads it.</param>
internal readonly record struct JsonProperty(int Start, int NameEnd, int ValueStart, int End, int Container, bool IsRead)
{
    /// <summary>The name with its quotes.</summary>
    public ReadOnlySpan<byte> Name(byte[] body) => body.AsSpan(Start..NameEnd);

    /// <summary>The value as it is written.</summary>
    public ReadOnlySpan<byte> Value(byte[] body) => body.AsSpan(ValueStart..End);

    /// <summary>Whether the value is a text.</summary>
    public bool IsText(byte[] body) => body[ValueStart] == (byte)'"';
}

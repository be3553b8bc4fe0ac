namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>Edits of bytes that give new bytes.</summary>
internal static class BodyEdit
{
    /// <summary>The bytes with those from <paramref name="start"/> up to <paramref name="end"/> replaced.</summary>
    public static byte[] Replace(byte[] body, int start, int end, ReadOnlySpan<byte> replacement)
    {
        var result = new byte[body.Length - (end - start) + replacement.Length];
        body.AsSpan(0, start).CopyTo(result);
        replacement.CopyTo(result.AsSpan(start));
        body.AsSpan(end).CopyTo(result.AsSpan(start + replacement.Length));
        return result;
    }

    public static byte[] Insert(byte[] body, int at, ReadOnlySpan<byte> inserted) => Replace(body, at, at, inserted);
}

namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>What a broken line, disk or sender does: bytes change, vanish or come twice.</summary>
internal static class ByteMutations
{
    public static BodyMutation FlipBits { get; } =
        new("flip-bits", MutationEffect.Opens, (body, source) => Each(body, source, one => (byte)(one ^ (1 << source.Below(8)))));

    public static BodyMutation SetBytes { get; } =
        new("set-bytes", MutationEffect.Opens, (body, source) => Each(body, source, _ => source.Byte()));

    public static BodyMutation InsertBytes { get; } =
        new("insert-bytes", MutationEffect.Opens, (body, source) => BodyEdit.Insert(body, source.Position(body), source.Bytes(8)));

    public static BodyMutation DeleteBytes { get; } =
        new(
            "delete-bytes",
            MutationEffect.Opens,
            (body, source) =>
            {
                var start = source.Position(body);
                return BodyEdit.Replace(body, start, Math.Min(body.Length, start + source.Length()), []);
            }
        );

    public static BodyMutation RepeatBytes { get; } =
        new(
            "repeat-bytes",
            MutationEffect.Opens,
            (body, source) =>
            {
                var start = source.Position(body);
                var end = Math.Min(body.Length, start + source.Length());
                return BodyEdit.Insert(body, source.Position(body), body.AsSpan(start..end));
            }
        );

    public static BodyMutation Truncate { get; } = new("truncate", MutationEffect.Opens, (body, source) => body[..source.Position(body)]);

    public static IReadOnlyList<BodyMutation> All { get; } = [FlipBits, SetBytes, InsertBytes, DeleteBytes, RepeatBytes, Truncate];

    private static byte[] Each(byte[] body, FuzzSource source, Func<byte, byte> change)
    {
        if (body.Length == 0)
        {
            return body;
        }

        var result = body.ToArray();
        for (var left = source.Between(1, 8); left > 0; left--)
        {
            var at = Math.Min(source.Position(body), body.Length - 1);
            result[at] = change(result[at]);
        }

        return result;
    }
}

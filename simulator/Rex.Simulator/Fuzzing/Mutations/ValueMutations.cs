using System.Text;

namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>Values of another kind, size or depth, and values that are nearly right.</summary>
internal static class ValueMutations
{
    /// <summary>Numbers that no field of a push can have.</summary>
    private static readonly string[] HugeNumbers =
    [
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "1e400",
        "-1e400",
        "1E+9",
        "1.772442121e+09",
        "0.1",
        new string('9', 500),
        new string('9', 20_000) + "e99999",
    ];

    private static readonly string[] Commits =
    [
        "0123456789abcdef0123456789abcdef01234567",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "0000000000000000000000000000000000000000",
        "00000000000000000000000000000000000000000000000000000000000000000",
        "0123456789ABCDEF0123456789ABCDEF01234567",
        "\uff10123456789abcdef0123456789abcdef0123456",
    ];

    private static readonly string[] OtherValues =
    [
        "null",
        "true",
        "false",
        "0",
        "1",
        "-1",
        "-0",
        "9223372036854775807",
        "221845391999",
        "221845392000",
        "\"\"",
        "\" \"",
        "{}",
        "[]",
        "{\"login\":\"5DLabs-Rex[bot]\"}",
        "\"2026-03-02T09:02:01Z\"",
        "\"2026-03-02T09:02:01.25+01:00\"",
        "\"2026-03-02 09:02:01\"",
    ];

    /// <summary>Texts for the fields that decide, by the field's name: right, nearly right and hostile ones.</summary>
    private static readonly Dictionary<string, string[]> Texts = new(StringComparer.Ordinal)
    {
        ["ref"] =
        [
            "refs/heads/task-1",
            "refs/heads/feature/task-999999999-x",
            "refs/heads/task-3-$(id)",
            "refs/heads/task-3-{{workflow.name}}",
            "refs/heads/task-3-\u00e9\ud83d\ude00",
            "refs/heads/task-0",
            "refs/heads/task-01",
            "refs/heads/task-1000000000",
            "refs/heads/task-3-",
            "refs/heads/task-3-.",
            "refs/heads/task-3-a..b",
            "refs/heads/task-3-a.lock",
            "refs/heads/task-3-@{1}",
            "refs/heads/task-3-a/.b",
            "refs/heads/task-3-a//b",
            "refs/heads/task-3-\\n",
            "refs/heads/task-3\\n",
            "refs/heads/task-3-\\u0000",
            "refs/heads/task-\u0663",
            "refs/heads/Task-3",
            "refs/heads/feature/feature/task-3",
            "refs/heads/x-task-3",
            "refs/heads//task-3",
            "refs/heads/task-3*",
            "refs/tags/task-3",
            "task-3",
        ],
        ["before"] = Commits,
        ["after"] = Commits,
        ["full_name"] = ["ACME/Shop", "acme/shop-2", "acme/shop.git", "acme/shop ", "acme//shop", "acme/..", "shop", "\uff41cme/shop"],
        ["login"] = ["5dlabs-rex[BOT]", "5DLabs-Rex", "5DLabs-Rex[bot] ", "5DLabs-Rexxbot]", "5DLabs-Rex\uff3bbot]", "octocat"],
        ["type"] = ["Bot", "bot", "User", "Organization", "Bot\\u0000"],
    };

    public static BodyMutation NestValue { get; } =
        new(
            "nest-value",
            MutationEffect.Harms,
            (body, source) =>
                source.Property(body) is { } property
                    ? Set(body, property, Nested(property.Value(body), source.Between(1, 3000), source.Chance(2)))
                    : body
        );

    public static BodyMutation HugeNumber { get; } =
        new("huge-number", MutationEffect.Opens, (body, source) => Set(body, source.Property(body), source.Pick(HugeNumbers)));

    public static BodyMutation OtherValue { get; } =
        new("other-value", MutationEffect.Opens, (body, source) => Set(body, source.Property(body), source.Pick(OtherValues)));

    public static BodyMutation KnownText { get; } =
        new(
            "known-text",
            MutationEffect.Opens,
            (body, source) =>
                source.ReadText(body) is { } property
                && Texts.TryGetValue(Encoding.UTF8.GetString(property.Name(body)).Trim('"'), out var texts)
                    ? Set(body, property, $"\"{source.Pick(texts)}\"")
                    : body
        );

    /// <summary>A text made longer, often to just within or beyond a limit.</summary>
    public static BodyMutation LengthenText { get; } =
        new(
            "lengthen-text",
            MutationEffect.Harms,
            (body, source) =>
            {
                if (source.Text(body) is not { } property)
                {
                    return body;
                }

                var length = source.Pick([255 + 11, 1024, 100_000]) + source.Between(-2, 2);
                var more = Math.Max(0, length - (property.End - property.ValueStart - 2));
                return BodyEdit.Insert(body, property.End - 1, Enumerable.Repeat((byte)'x', more).ToArray());
            }
        );

    public static BodyMutation ExchangeValues { get; } =
        new(
            "exchange-values",
            MutationEffect.Opens,
            (body, source) =>
            {
                if (
                    source.Property(body) is not { } one
                    || source.Property(body) is not { } two
                    || (one.Start < two.End && two.Start < one.End)
                )
                {
                    return body;
                }

                var (first, second) = one.Start < two.Start ? (one, two) : (two, one);
                return
                [
                    .. body.AsSpan(0, first.ValueStart),
                    .. second.Value(body),
                    .. body.AsSpan(first.End..second.ValueStart),
                    .. first.Value(body),
                    .. body.AsSpan(second.End),
                ];
            }
        );

    public static IReadOnlyList<BodyMutation> All { get; } = [NestValue, HugeNumber, OtherValue, KnownText, LengthenText, ExchangeValues];

    private static byte[] Set(byte[] body, JsonProperty property, ReadOnlySpan<byte> value) =>
        BodyEdit.Replace(body, property.ValueStart, property.End, value);

    private static byte[] Set(byte[] body, JsonProperty? property, string json) =>
        property is { } found ? Set(body, found, Encoding.UTF8.GetBytes(json)) : body;

    private static byte[] Nested(ReadOnlySpan<byte> value, int depth, bool inObjects)
    {
        var open = inObjects ? "{\"a\":"u8 : "["u8;
        var close = inObjects ? (byte)'}' : (byte)']';
        var result = new byte[value.Length + depth * (open.Length + 1)];
        for (var level = 0; level < depth; level++)
        {
            open.CopyTo(result.AsSpan(level * open.Length));
        }

        value.CopyTo(result.AsSpan(depth * open.Length));
        result.AsSpan(depth * open.Length + value.Length).Fill(close);
        return result;
    }
}

using System.Text;
using System.Text.Unicode;

namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>The same, or nearly the same, in other characters and other bytes.</summary>
internal static class SpellingMutations
{
    /// <summary>Halves of surrogate pairs, alone, twice or the wrong way round; between letters, so that none finds its other half.</summary>
    private static readonly string[] LoneSurrogates = [@"x\ud800x", @"x\uDFFFx", @"x\ud800\ud800x", @"x\udc00\ud800x", @"x\uD83D\nx"];

    /// <summary>A byte of nothing, overlong forms, a surrogate, too high a code point, and a character that is cut off.</summary>
    private static readonly byte[][] InvalidUtf8 =
    [
        [0xFF],
        [0x80],
        [0xC0, 0xAF],
        [0xC1, 0xBF],
        [0xE0, 0x80, 0xAF],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xE2, 0x82],
    ];

    /// <summary>Letters beside those that look like them, or fold to them in some language.</summary>
    private static readonly (char Letter, string LookAlike)[] LookAlikes =
    [
        ('s', "\u017f"),
        ('k', "\u212a"),
        ('i', "\u0131"),
        ('I', "\u0130"),
        ('o', "\u043e"),
        ('a', "\u0430"),
        ('e', "\u0435"),
        ('x', "\u0445"),
        ('t', "t\u0307"),
        ('R', "\uff32"),
        ('L', "L\u00ad"),
    ];

    private static readonly string[] Spaces = [" ", "\n", "\t", "\r\n", "  \n\t "];

    public static BodyMutation Respell { get; } =
        new(
            "respell",
            MutationEffect.Keeps,
            (body, source) =>
            {
                if (source.Text(body) is not { } property)
                {
                    return body;
                }

                return source.Chance(2)
                    ? BodyEdit.Replace(body, property.Start, property.NameEnd, Respelling.Of(property.Name(body), source))
                    : BodyEdit.Replace(body, property.ValueStart, property.End, Respelling.Of(property.Value(body), source));
            }
        );

    public static BodyMutation ExtraSpace { get; } =
        new(
            "extra-space",
            MutationEffect.Keeps,
            (body, source) =>
                source.Property(body) is { } property
                    ? BodyEdit.Insert(
                        body,
                        source.Pick([property.Start, property.NameEnd, property.ValueStart, property.End]),
                        Encoding.ASCII.GetBytes(source.Pick(Spaces))
                    )
                    : body
        );

    public static BodyMutation LoneSurrogate { get; } =
        new(
            "lone-surrogate",
            MutationEffect.Harms,
            (body, source) =>
                source.Text(body) is { } property
                    ? BodyEdit.Insert(
                        body,
                        source.Chance(2) ? property.ValueStart + 1 : property.End - 1,
                        Encoding.ASCII.GetBytes(source.Pick(LoneSurrogates))
                    )
                    : body
        );

    public static BodyMutation LookAlike { get; } =
        new(
            "look-alike",
            MutationEffect.Harms,
            (body, source) =>
            {
                // Bytes that are no text would become one on the way.
                if (source.Text(body) is not { } property || !Utf8.IsValid(property.Value(body)))
                {
                    return body;
                }

                var text = Encoding.UTF8.GetString(property.Value(body));
                var (letter, lookAlike) = source.Pick(LookAlikes);
                // After a backslash a letter is part of an escape.
                return text.Contains('\\', StringComparison.Ordinal)
                    ? body
                    : BodyEdit.Replace(
                        body,
                        property.ValueStart,
                        property.End,
                        Encoding.UTF8.GetBytes(text.Replace(letter.ToString(), lookAlike, StringComparison.Ordinal))
                    );
            }
        );

    public static BodyMutation BreakUtf8 { get; } =
        new("break-utf8", MutationEffect.Harms, (body, source) => BodyEdit.Insert(body, source.Position(body), source.Pick(InvalidUtf8)));

    public static BodyMutation ByteOrderMark { get; } =
        new("byte-order-mark", MutationEffect.Harms, (body, _) => BodyEdit.Insert(body, 0, "\uFEFF"u8));

    public static BodyMutation Utf16 { get; } =
        new(
            "utf-16",
            MutationEffect.Harms,
            (body, source) => (source.Chance(2) ? Encoding.Unicode : Encoding.BigEndianUnicode).GetBytes(Encoding.UTF8.GetString(body))
        );

    public static IReadOnlyList<BodyMutation> All { get; } =
    [Respell, ExtraSpace, LoneSurrogate, LookAlike, BreakUtf8, ByteOrderMark, Utf16];
}

using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace Rex.Core.Pushes;

/// <summary>A text as JSON writes it, between its quotes, still with its escapes. It is valid UTF-8, and each escape is one.</summary>
internal readonly ref struct JsonText(ReadOnlySpan<byte> raw)
{
    private static readonly SearchValues<char> Surrogates = SearchValues.Create([
        .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code),
    ]);

    /// <summary>The bytes as they are written.</summary>
    public ReadOnlySpan<byte> Raw { get; } = raw;

    /// <summary>Whether what is meant is not what is written.</summary>
    public bool IsEscaped => Raw.Contains((byte)'\\');

    /// <summary>Undoes the escapes.</summary>
    /// <param name="buffer">Where the text goes; at least as long as <see cref="Raw"/>.</param>
    /// <param name="text">The text, in the buffer.</param>
    /// <returns>Whether it is text: an escape can be half of a surrogate pair, without the other half.</returns>
    public bool TryDecode(Span<char> buffer, out ReadOnlySpan<char> text)
    {
        var rest = Raw;
        var length = 0;
        while (rest.IndexOf((byte)'\\') is >= 0 and var plain)
        {
            length += Widen(rest[..plain], buffer[length..]);
            var escape = rest[plain + 1];
            buffer[length++] = Unescape(escape, rest[(plain + 2)..]);
            rest = rest[(plain + (escape == (byte)'u' ? 6 : 2))..];
        }

        length += Widen(rest, buffer[length..]);
        text = buffer[..length];
        // Only an escape can be half of a pair: the bytes are UTF-8.
        return !IsEscaped || IsWhole(text);
    }

    /// <summary>The text of one that is known to be text.</summary>
    /// <param name="buffer">At least as long as <see cref="Raw"/>.</param>
    public string ToText(Span<char> buffer)
    {
        _ = TryDecode(buffer, out var text);
        return text.ToString();
    }

    private static int Widen(ReadOnlySpan<byte> plain, Span<char> buffer)
    {
        _ = Utf8.ToUtf16(plain, buffer, out _, out var length);
        return length;
    }

    private static char Unescape(byte escape, ReadOnlySpan<byte> digits)
    {
        switch (escape)
        {
            case (byte)'u':
                _ = Utf8Parser.TryParse(digits[..4], out ushort code, out _, 'x');
                return (char)code;
            case (byte)'b':
                return '\b';
            case (byte)'f':
                return '\f';
            case (byte)'n':
                return '\n';
            case (byte)'r':
                return '\r';
            case (byte)'t':
                return '\t';
            default:
                // A quote, a backslash, a slash: themselves.
                return (char)escape;
        }
    }

    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAny(Surrogates);
        while (at >= 0)
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return false;
            }

            text = text[(at + 2)..];
            at = text.IndexOfAny(Surrogates);
        }

        return true;
    }
}

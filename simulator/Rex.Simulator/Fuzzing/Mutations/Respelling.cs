using System.Globalization;
using System.Text;

namespace Rex.Simulator.Fuzzing.Mutations;

/// <summary>Writes a JSON text in other bytes that mean the same.</summary>
internal static class Respelling
{
    /// <param name="text">The text with its quotes, as it is written.</param>
    /// <param name="source">Which characters become escapes.</param>
    /// <returns>The text, its quotes included, with some of its ASCII characters as escapes.</returns>
    public static byte[] Of(ReadOnlySpan<byte> text, FuzzSource source)
    {
        List<byte> result = [];
        for (var at = 0; at < text.Length; at++)
        {
            var one = text[at];
            if (one == (byte)'\\')
            {
                // An escape stays one: of \uXXXX the digits follow as characters that are left alone.
                var length = text[at + 1] == (byte)'u' ? 6 : 2;
                result.AddRange(text.Slice(at, length));
                at += length - 1;
            }
            else if (at == 0 || at == text.Length - 1 || one >= 0x80 || source.Chance(2))
            {
                result.Add(one);
            }
            else
            {
                var format = source.Chance(2) ? "x4" : "X4";
                result.AddRange(Encoding.ASCII.GetBytes("\\u" + ((int)one).ToString(format, CultureInfo.InvariantCulture)));
            }
        }

        return [.. result];
    }
}

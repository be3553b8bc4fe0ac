using System.Globalization;
using System.Text;

namespace Rex.Simulator.Fuzzing;

/// <summary>Writes a payload as the form that GitHub sends, in one of the spellings that mean the same.</summary>
internal static class FormEncoding
{
    public static byte[] Encode(byte[] payload, FuzzSource source)
    {
        var escapesAll = source.Chance(8);
        var format = source.Chance(2) ? "x2" : "X2";
        var plus = source.Chance(2);
        var form = new StringBuilder("payload=");
        foreach (var one in payload)
        {
            if (one == (byte)' ' && plus)
            {
                form.Append('+');
            }
            else if (!escapesAll && (char.IsAsciiLetterOrDigit((char)one) || one is (byte)'-' or (byte)'_' or (byte)'.'))
            {
                form.Append((char)one);
            }
            else
            {
                form.Append('%').Append(one.ToString(format, CultureInfo.InvariantCulture));
            }
        }

        return Encoding.ASCII.GetBytes(form.ToString());
    }
}

using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Rex.Simulator.Fuzzing.Reference;

/// <summary>Takes the payload out of a form.</summary>
internal static partial class ReferenceForm
{
    /// <summary>The decoded field <c>payload</c>; null unless it is there once, and it and every name can be decoded.</summary>
    public static byte[]? Payload(byte[] body)
    {
        // One character a byte.
        var fields = Encoding.Latin1.GetString(body).Split('&').Select(field => field.Split('=', 2)).ToList();
        if (fields.Exists(field => BrokenEscape().IsMatch(field[0])))
        {
            return null;
        }

        var payloads = fields.Where(field => Encoding.Latin1.GetString(Decode(field[0])) == "payload").ToList();
        return payloads is [[_, var value]] && !BrokenEscape().IsMatch(value) ? Decode(value) : null;
    }

    private static byte[] Decode(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        return WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length);
    }

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})")]
    private static partial Regex BrokenEscape();
}

using System.Buffers.Text;

namespace Rex.Core.Pushes;

/// <summary>Takes the field <c>payload</c> out of an <c>application/x-www-form-urlencoded</c> body.</summary>
internal static class FormPayload
{
    /// <summary>Finds and decodes the field.</summary>
    /// <param name="form">The form: <c>name=value</c> pairs with <c>&amp;</c> between them.</param>
    /// <param name="payload">Where the decoded value goes; at least as long as the form.</param>
    /// <param name="length">How many bytes went there.</param>
    /// <returns>What is wrong; <c>null</c> where there is exactly one such field, and it and all names can be decoded.</returns>
    public static string? Decode(ReadOnlySpan<byte> form, Span<byte> payload, out int length)
    {
        length = 0;
        ReadOnlySpan<byte> encoded = default;
        var found = 0;
        foreach (var range in form.Split((byte)'&'))
        {
            var pair = form[range];
            var equals = pair.IndexOf((byte)'=');
            var name = equals < 0 ? pair : pair[..equals];
            // The buffer is free until the value goes into it.
            if (!TryUnescape(name, payload, out var nameLength))
            {
                return "The form has a name with a broken percent escape.";
            }

            if (payload[..nameLength].SequenceEqual("payload"u8))
            {
                encoded = equals < 0 ? default : pair[(equals + 1)..];
                found++;
            }
        }

        return found switch
        {
            0 => "The form has no field `payload`.",
            1 when TryUnescape(encoded, payload, out length) => null,
            1 => "The form's field `payload` has a broken percent escape.",
            _ => "The form has the field `payload` more than once.",
        };
    }

    private static bool TryUnescape(ReadOnlySpan<byte> text, Span<byte> target, out int length)
    {
        length = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var value = text[index];
            if (value == (byte)'%')
            {
                var escape = text.Slice(index + 1, Math.Min(2, text.Length - index - 1));
                if (!Utf8Parser.TryParse(escape, out value, out var read, 'x') || read != 2)
                {
                    return false;
                }

                index += 2;
            }
            else if (value == (byte)'+')
            {
                value = (byte)' ';
            }

            target[length++] = value;
        }

        return true;
    }
}

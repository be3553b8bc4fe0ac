using System.Text;
using System.Text.Json;

namespace Rex.Simulator.Fuzzing.Reference;

/// <summary>Reads texts, where they are text.</summary>
internal static class ReferenceText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 without a byte order mark as text; null where the bytes are something else.</summary>
    public static string? Decode(byte[] bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return text.StartsWith('\uFEFF') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A value's text; null where it holds half of a surrogate pair, as an escape.</summary>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a property is called so. A name that is no text is none that anybody looks for.</summary>
    public static bool IsName(JsonProperty property, string name)
    {
        try
        {
            return property.Name == name;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Rex.Core.Pushes;

/// <summary>Reads the body of a <c>push</c> delivery: only the fields Rex needs, and nothing else is copied.</summary>
/// <remarks>
/// <para>Whatever the bytes are, the answer is a result; nothing is thrown.</para>
/// <para>
/// Strict where two readers could see different things in one body: the whole body must be UTF-8 without a byte order mark, one JSON
/// object and nothing after it, nested at most <see cref="MaxDepth"/> deep, and a field that Rex reads must not occur twice (names
/// compare after their escapes are undone, case matters). Fields that Rex does not read are only skipped.
/// </para>
/// <para>The size is the receiver's to limit, before the body is in memory: <see cref="PushOptions.MaxBodyBytes"/>.</para>
/// </remarks>
public static class PushParser
{
    /// <summary>How deep objects and arrays may be nested; GitHub's pushes need four levels.</summary>
    public const int MaxDepth = 32;

    /// <summary>The most bytes a text that Rex reads may have as JSON; the longest real one, a reference, has a quarter.</summary>
    public const int MaxTextBytes = 1024;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The raw bytes, after their signature was checked.</param>
    /// <param name="contentType">How the payload is encoded in it.</param>
    /// <returns>The event, or what was wrong.</returns>
    public static PushParseResult Parse(ReadOnlySpan<byte> body, PushContentType contentType) =>
        contentType == PushContentType.Form ? ParseForm(body) : ParseJson(body);

    private static PushParseResult ParseForm(ReadOnlySpan<byte> body)
    {
        // The decoded payload is never longer than the form.
        var buffer = new byte[body.Length];
        return FormPayload.TryDecode(body, buffer, out var length, out var problem)
            ? ParseJson(buffer.AsSpan(0, length))
            : PushParseResult.Malformed(problem);
    }

    private static PushParseResult ParseJson(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return PushParseResult.Malformed("The body is empty.");
        }

        if (json.StartsWith("\uFEFF"u8))
        {
            return PushParseResult.Malformed("The body begins with a byte order mark.");
        }

        // The reader checks only the texts it is asked for; bytes in a field that it skips would go unseen.
        if (!Utf8.IsValid(json))
        {
            return PushParseResult.Malformed("The body is not UTF-8.");
        }

        var reader = new PushReader(json);
        try
        {
            return reader.Read();
        }
        catch (JsonException)
        {
            return Broken("The JSON is broken, or nested too deeply", reader.BytesRead);
        }
        catch (InvalidOperationException)
        {
            // How System.Text.Json says that an escape is half of a surrogate pair.
            return Broken("The JSON holds a character that does not exist", reader.BytesRead);
        }
    }

    private static PushParseResult Broken(string problem, long position) =>
        PushParseResult.Malformed(string.Create(CultureInfo.InvariantCulture, $"{problem}, after byte {position}."));
}

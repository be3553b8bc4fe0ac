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
    public static PushParseResult Parse(ReadOnlySpan<byte> body, PushContentType contentType)
    {
        Span<char> buffer = stackalloc char[MaxTextBytes];
        using var payload = PushPayload.Of(body, contentType);
        return Read(payload, buffer, out var fields) is { } problem
            ? PushParseResult.Malformed(problem)
            : PushParseResult.Read(fields.ToEvent(buffer));
    }

    /// <summary>Reads a payload without copying anything.</summary>
    /// <param name="payload">The payload; what is read lies in it.</param>
    /// <param name="buffer">For one text at a time, <see cref="MaxTextBytes"/> long.</param>
    /// <param name="fields">What was read, where nothing is wrong.</param>
    /// <returns>What is wrong; <c>null</c> where nothing is.</returns>
    internal static string? Read(in PushPayload payload, Span<char> buffer, out PushFields fields)
    {
        fields = default;
        return payload.Problem ?? new PushReader(payload.Json, buffer).Read(out fields);
    }
}

using System.Buffers;

namespace Rex.Core.Pushes;

/// <summary>Goes over JSON by the grammar of RFC 8259. It copies nothing and throws nothing, whatever the bytes are.</summary>
/// <remarks>
/// Not <see cref="System.Text.Json.Utf8JsonReader"/>: what that one throws on broken JSON repeats in its message everything from there on,
/// several times the body's size, and a sender of broken bodies would have each of them copied so.
/// </remarks>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    /// <summary>What ends a run of plain characters in a text: its quote, an escape, and control characters, which no text may hold.</summary>
    private static readonly SearchValues<byte> Stops = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Select(code => (byte)code),
        (byte)'"',
        (byte)'\\',
    ]);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    private static readonly SearchValues<byte> ShortEscapes = SearchValues.Create("\"\\/bfnrt"u8);

    private readonly ReadOnlySpan<byte> json = json;

    /// <summary>How far it came, in bytes. Where something is broken, that is near here.</summary>
    public int Position { get; private set; }

    /// <summary>Whether nothing but white space is left.</summary>
    public bool IsAtEnd()
    {
        SkipSpace();
        return Position == json.Length;
    }

    /// <summary>Whether a character comes next, after white space. It is not taken.</summary>
    public bool IsAt(char character) => !IsAtEnd() && json[Position] == (byte)character;

    /// <summary>Takes a character if it comes next, after white space.</summary>
    public bool TryTake(char character)
    {
        var isThere = IsAt(character);
        Position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Takes a text.</summary>
    /// <param name="text">The text between its quotes.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryTakeText(out JsonText text)
    {
        text = default;
        if (!TryTake('"'))
        {
            return false;
        }

        var start = Position;
        while (json[Position..].IndexOfAny(Stops) is >= 0 and var run)
        {
            Position += run;
            if (json[Position] == (byte)'"')
            {
                text = new JsonText(json[start..Position]);
                Position++;
                return true;
            }

            if (!TryTakeEscape())
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Takes a value of any kind.</summary>
    /// <param name="depth">How many objects and arrays it is in.</param>
    /// <param name="value">The value as it is written.</param>
    /// <returns>Whether there is one, nested no deeper than <see cref="PushParser.MaxDepth"/>.</returns>
    public bool TryTakeValue(int depth, out ReadOnlySpan<byte> value)
    {
        SkipSpace();
        var start = Position;
        var isValue = TrySkipValue(depth);
        value = json[start..Position];
        return isValue;
    }

    private bool TrySkipValue(int depth) =>
        !IsAtEnd()
        && json[Position] switch
        {
            (byte)'{' => TrySkipItems('}', depth + 1),
            (byte)'[' => TrySkipItems(']', depth + 1),
            (byte)'"' => TryTakeText(out _),
            (byte)'t' => TryTakeWord("true"u8),
            (byte)'f' => TryTakeWord("false"u8),
            (byte)'n' => TryTakeWord("null"u8),
            _ => TryTakeNumber(),
        };

    /// <summary>Takes an object or an array, whose first character comes next. The depth ends the recursion.</summary>
    private bool TrySkipItems(char close, int depth)
    {
        Position++;
        if (depth > PushParser.MaxDepth || TryTake(close))
        {
            return depth <= PushParser.MaxDepth;
        }

        do
        {
            if ((close == '}' && !TrySkipName()) || !TrySkipValue(depth))
            {
                return false;
            }
        } while (TryTake(','));
        return TryTake(close);
    }

    private bool TrySkipName() => TryTakeText(out _) && TryTake(':');

    /// <summary>Takes an escape, if one comes next.</summary>
    private bool TryTakeEscape()
    {
        if (!TryTakeNext('\\'))
        {
            // A control character.
            return false;
        }

        if (TryTakeNext('u'))
        {
            var digits = json.Slice(Position, Math.Min(4, json.Length - Position));
            Position += digits.Length;
            return digits.Length == 4 && !digits.ContainsAnyExcept(HexDigits);
        }

        var isShort = Position < json.Length && ShortEscapes.Contains(json[Position]);
        Position += isShort ? 1 : 0;
        return isShort;
    }

    private bool TryTakeWord(ReadOnlySpan<byte> word)
    {
        var isThere = json[Position..].StartsWith(word);
        Position += isThere ? word.Length : 0;
        return isThere;
    }

    private bool TryTakeNumber()
    {
        _ = TryTakeNext('-');
        // Nothing but one zero may begin with a zero.
        if (!TryTakeNext('0') && !TryTakeDigits())
        {
            return false;
        }

        if (TryTakeNext('.') && !TryTakeDigits())
        {
            return false;
        }

        if (!TryTakeNext('e') && !TryTakeNext('E'))
        {
            return true;
        }

        _ = TryTakeNext('+') || TryTakeNext('-');
        return TryTakeDigits();
    }

    private bool TryTakeDigits()
    {
        var rest = json[Position..];
        var end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        Position += end < 0 ? rest.Length : end;
        return end != 0 && rest.Length > 0;
    }

    /// <summary>Takes the very next character, if it is this one.</summary>
    private bool TryTakeNext(char character)
    {
        var isThere = Position < json.Length && json[Position] == (byte)character;
        Position += isThere ? 1 : 0;
        return isThere;
    }

    private void SkipSpace()
    {
        while (Position < json.Length && json[Position] is ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            Position++;
        }
    }
}

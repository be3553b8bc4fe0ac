using System.Buffers.Text;
using System.Globalization;

namespace Rex.Core.Pushes;

/// <summary>One pass over the JSON of a push. It keeps the first thing that is wrong and stops there.</summary>
/// <param name="json">The payload, valid UTF-8.</param>
/// <param name="buffer">For one text at a time; at least <see cref="PushParser.MaxTextBytes"/> long.</param>
internal ref struct PushReader(ReadOnlySpan<byte> json, Span<char> buffer)
{
    private const string NoCommit = "is not a commit (40 or 64 lower-case hex digits)";

    private readonly ReadOnlySpan<byte> json = json;
    private readonly Span<char> buffer = buffer;
    private PushField seen;
    private string? problem;
    private PushFields fields;

    /// <summary>Reads the payload.</summary>
    /// <param name="read">What was read, where nothing is wrong.</param>
    /// <returns>What is wrong; <c>null</c> where nothing is.</returns>
    public string? Read(out PushFields read)
    {
        var start = JsonGrammar.SpaceEnd(json, 0);
        if (JsonGrammar.IsAt(json, start, (byte)'{'))
        {
            var end = ReadObject(PushField.None, start + 1, 1);
            problem ??= ProblemAfter(end);
            RequireAllFields();
        }
        else
        {
            var end = JsonGrammar.ValueEnd(json, start, 0);
            problem = end < 0 ? Broken(~end) : "The body is not a JSON object.";
        }

        read = fields;
        return problem;
    }

    /// <summary>Reads the properties of an object. Positions are passed along as those of <see cref="JsonGrammar"/> are.</summary>
    /// <returns>Where it ends, or where the reading stopped because something is wrong with a field; negative where the JSON is broken.</returns>
    private int ReadObject(PushField parent, int at, int depth)
    {
        at = JsonGrammar.SpaceEnd(json, at);
        if (JsonGrammar.IsAt(json, at, (byte)'}'))
        {
            return at + 1;
        }

        while (true)
        {
            at = JsonGrammar.NameEnd(json, at, out var name);
            if (at < 0)
            {
                return at;
            }

            var field = PushFieldNames.Of(new JsonText(name), parent);
            at = field == PushField.None ? JsonGrammar.ValueEnd(json, at, depth) : ReadField(field, at, depth);
            if (at < 0 || problem is not null)
            {
                return at;
            }

            at = JsonGrammar.SpaceEnd(json, at);
            if (!JsonGrammar.IsAt(json, at, (byte)','))
            {
                return JsonGrammar.IsAt(json, at, (byte)'}') ? at + 1 : ~at;
            }

            at++;
        }
    }

    private int ReadField(PushField field, int at, int depth)
    {
        Require((seen & field) == PushField.None, field, "is there twice");
        seen |= field;
        var start = JsonGrammar.SpaceEnd(json, at);
        if (field is PushField.Repository or PushField.Sender && JsonGrammar.IsAt(json, start, (byte)'{'))
        {
            return ReadObject(field, start + 1, depth + 1);
        }

        var end = JsonGrammar.ValueEnd(json, start, depth);
        if (end >= 0)
        {
            ReadValue(field, json[start..end], end);
        }

        return end;
    }

    private void ReadValue(PushField field, ReadOnlySpan<byte> value, int end)
    {
        switch (field)
        {
            case PushField.Repository or PushField.Sender:
                Require(false, field, "is not an object");
                break;
            case PushField.RepositoryId:
                Require(TryReadWhole(value, out fields.RepositoryId) && fields.RepositoryId > 0, field, "is not a whole number from 1 on");
                break;
            case PushField.RepositoryPushedAt:
                Require(TryReadTime(value), field, "is not a time (seconds since 1970, or ISO 8601)");
                break;
            case PushField.Created or PushField.Deleted or PushField.Forced:
                ReadFlag(field, value);
                break;
            default:
                ReadText(field, value, end);
                break;
        }
    }

    /// <summary>Reads a number without fraction and exponent.</summary>
    private static bool TryReadWhole(ReadOnlySpan<byte> value, out long number) =>
        Utf8Parser.TryParse(value, out number, out var length) && length == value.Length;

    private bool TryReadTime(ReadOnlySpan<byte> value) =>
        TryReadWhole(value, out var seconds)
            ? PushTime.TryFromSeconds(seconds, out fields.PushedAt)
            : IsShortText(value) && TextOf(value).TryDecode(buffer, out var text) && PushTime.TryParse(text, out fields.PushedAt);

    private void ReadFlag(PushField field, ReadOnlySpan<byte> value)
    {
        var flag = value.SequenceEqual("true"u8);
        Require(flag || value.SequenceEqual("false"u8), field, "is neither true nor false");
        switch (field)
        {
            case PushField.Created:
                fields.Created = flag;
                break;
            case PushField.Deleted:
                fields.Deleted = flag;
                break;
            default:
                fields.Forced = flag;
                break;
        }
    }

    private void ReadText(PushField field, ReadOnlySpan<byte> value, int end)
    {
        if (!IsShortText(value))
        {
            Require(false, field, string.Create(CultureInfo.InvariantCulture, $"is not a text of 1 to {PushParser.MaxTextBytes} bytes"));
        }
        else if (TextOf(value).TryDecode(buffer, out var text))
        {
            TakeText(field, TextOf(value), text);
        }
        else
        {
            problem ??= Broken(end, "The JSON holds a character that does not exist");
        }
    }

    private static bool IsShortText(ReadOnlySpan<byte> value) =>
        value[0] == (byte)'"' && value.Length - 2 is > 0 and <= PushParser.MaxTextBytes;

    private static JsonText TextOf(ReadOnlySpan<byte> value) => new(value[1..^1]);

    private void TakeText(PushField field, JsonText written, ReadOnlySpan<char> text)
    {
        switch (field)
        {
            case PushField.Ref:
                fields.Ref = written;
                break;
            case PushField.Before:
                Require(CommitSha.IsCommit(text), field, NoCommit);
                fields.Before = written;
                break;
            case PushField.After:
                Require(CommitSha.IsCommit(text), field, NoCommit);
                fields.After = written;
                fields.AfterIsZero = CommitSha.IsNone(text);
                break;
            case PushField.RepositoryFullName:
                Require(RepositoryName.IsFullName(text), field, "is not a repository (owner/name)");
                fields.Repository = written;
                break;
            case PushField.SenderLogin:
                fields.SenderLogin = written;
                break;
            default:
                fields.SenderType = written;
                break;
        }
    }

    /// <summary>What is wrong where the reading of the payload ended.</summary>
    private readonly string? ProblemAfter(int end)
    {
        var at = end < 0 ? ~end : JsonGrammar.SpaceEnd(json, end);
        return end >= 0 && at == json.Length ? null : Broken(at);
    }

    private void RequireAllFields()
    {
        foreach (var field in PushFieldNames.Required)
        {
            Require((seen & field) != PushField.None, field, "is missing");
        }
    }

    /// <summary>Notes what is wrong with a field, unless something was already.</summary>
    private void Require(bool valid, PushField field, string otherwise) =>
        problem ??= valid ? null : $"`{PushFieldNames.Path(field)}` {otherwise}.";

    private static string Broken(int position, string what = "The JSON is broken, or nested too deeply") =>
        string.Create(CultureInfo.InvariantCulture, $"{what}, after byte {position}.");
}

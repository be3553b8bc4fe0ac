using System.Buffers.Text;
using System.Globalization;

namespace Rex.Core.Pushes;

/// <summary>One pass over the JSON of a push. It keeps the first thing that is wrong and stops there.</summary>
/// <param name="json">The payload, valid UTF-8.</param>
/// <param name="buffer">For one text at a time; at least <see cref="PushParser.MaxTextBytes"/> long.</param>
internal ref struct PushReader(ReadOnlySpan<byte> json, Span<char> buffer)
{
    private const string NoCommit = "is not a commit (40 or 64 lower-case hex digits)";

    private readonly Span<char> buffer = buffer;
    private JsonScanner scanner = new(json);
    private PushField seen;
    private string? problem;
    private PushFields fields;

    /// <summary>Reads the payload.</summary>
    /// <param name="read">What was read, where nothing is wrong.</param>
    /// <returns>What is wrong; <c>null</c> where nothing is.</returns>
    public string? Read(out PushFields read)
    {
        if (scanner.IsAt('{'))
        {
            ReadObject(PushField.None, 1);
            RequireEnd();
            RequireAllFields();
        }
        else
        {
            problem = scanner.TryTakeValue(0, out _) ? "The body is not a JSON object." : Broken();
        }

        read = fields;
        return problem;
    }

    private void ReadObject(PushField parent, int depth)
    {
        _ = scanner.TryTake('{');
        if (scanner.TryTake('}'))
        {
            return;
        }

        do
        {
            ReadProperty(parent, depth);
        } while (problem is null && scanner.TryTake(','));
        problem ??= scanner.TryTake('}') ? null : Broken();
    }

    private void ReadProperty(PushField parent, int depth)
    {
        if (!scanner.TryTakeText(out var name) || !scanner.TryTake(':'))
        {
            problem = Broken();
            return;
        }

        var field = PushFieldNames.Of(name, parent);
        Require((seen & field) == PushField.None, field, "is there twice");
        seen |= field;
        if (field is PushField.Repository or PushField.Sender && scanner.IsAt('{'))
        {
            ReadObject(field, depth + 1);
        }
        else if (scanner.TryTakeValue(depth, out var value))
        {
            ReadValue(field, value);
        }
        else
        {
            problem ??= Broken();
        }
    }

    private void ReadValue(PushField field, ReadOnlySpan<byte> value)
    {
        switch (field)
        {
            case PushField.None:
                break;
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
                ReadText(field, value);
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

    private void ReadText(PushField field, ReadOnlySpan<byte> value)
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
            problem ??= Broken("The JSON holds a character that does not exist");
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

    private void RequireEnd() => problem ??= scanner.IsAtEnd() ? null : Broken();

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

    private readonly string Broken(string what = "The JSON is broken, or nested too deeply") =>
        string.Create(CultureInfo.InvariantCulture, $"{what}, after byte {scanner.Position}.");
}

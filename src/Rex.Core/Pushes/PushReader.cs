using System.Globalization;
using System.Text.Json;

namespace Rex.Core.Pushes;

/// <summary>One pass over the JSON of a push. It keeps the first thing that is wrong and stops there.</summary>
internal ref struct PushReader(ReadOnlySpan<byte> json)
{
    private const string NoCommit = "is not a commit (40 or 64 lower-case hex digits)";

    private Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = PushParser.MaxDepth });
    private PushField seen;
    private string? problem;

    private string reference = "";
    private CommitSha? before;
    private CommitSha? after;
    private bool created;
    private bool deleted;
    private bool forced;
    private long repositoryId;
    private RepositoryName? repository;
    private DateTimeOffset pushedAt;
    private string senderLogin = "";
    private string? senderType;

    /// <summary>How far the reading came, in bytes.</summary>
    public readonly long BytesRead => reader.BytesConsumed;

    /// <summary>Reads the payload.</summary>
    /// <exception cref="JsonException">The JSON is broken.</exception>
    /// <exception cref="InvalidOperationException">A text holds half of a surrogate pair.</exception>
    public PushParseResult Read()
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return PushParseResult.Malformed("The body is not a JSON object.");
        }

        ReadObject(PushField.None);
        if (problem is null)
        {
            // Throws where something other than white space comes after the object.
            reader.Read();
            RequireAllFields();
        }

        return problem is null ? PushParseResult.Read(Result()) : PushParseResult.Malformed(problem);
    }

    private void ReadObject(PushField parent)
    {
        while (problem is null && IsAtNextProperty())
        {
            var field = PushFieldNames.Of(in reader, parent);
            if (field == PushField.None)
            {
                reader.Skip();
            }
            else
            {
                Require(!seen.HasFlag(field), field, "is there twice");
                seen |= field;
                ReadValue(field);
            }
        }
    }

    private bool IsAtNextProperty()
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    private void ReadValue(PushField field)
    {
        reader.Read();
        switch (field)
        {
            case PushField.Repository or PushField.Sender:
                ReadObjectOf(field);
                break;
            case PushField.RepositoryId:
                ReadRepositoryId();
                break;
            case PushField.RepositoryPushedAt:
                ReadPushedAt();
                break;
            case PushField.Created or PushField.Deleted or PushField.Forced:
                ReadFlag(field);
                break;
            default:
                ReadText(field);
                break;
        }
    }

    private void ReadObjectOf(PushField field)
    {
        Require(reader.TokenType == JsonTokenType.StartObject, field, "is not an object");
        ReadObject(field);
    }

    private void ReadRepositoryId()
    {
        var valid = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out repositoryId) && repositoryId > 0;
        Require(valid, PushField.RepositoryId, "is not a whole number from 1 on");
    }

    private void ReadPushedAt()
    {
        var valid = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out var seconds) && PushTime.TryFromSeconds(seconds, out pushedAt),
            JsonTokenType.String => IsShortText() && PushTime.TryParse(reader.GetString()!, out pushedAt),
            _ => false,
        };
        Require(valid, PushField.RepositoryPushedAt, "is not a time (seconds since 1970, or ISO 8601)");
    }

    private void ReadFlag(PushField field)
    {
        var value = reader.TokenType == JsonTokenType.True;
        Require(value || reader.TokenType == JsonTokenType.False, field, "is neither true nor false");
        switch (field)
        {
            case PushField.Created:
                created = value;
                break;
            case PushField.Deleted:
                deleted = value;
                break;
            default:
                forced = value;
                break;
        }
    }

    private void ReadText(PushField field)
    {
        if (reader.TokenType == JsonTokenType.String && IsShortText())
        {
            TakeText(field, reader.GetString()!);
        }
        else
        {
            Require(false, field, string.Create(CultureInfo.InvariantCulture, $"is not a text of 1 to {PushParser.MaxTextBytes} bytes"));
        }
    }

    private readonly bool IsShortText() => reader.ValueSpan.Length is > 0 and <= PushParser.MaxTextBytes;

    private void TakeText(PushField field, string text)
    {
        switch (field)
        {
            case PushField.Ref:
                reference = text;
                break;
            case PushField.Before:
                Require(CommitSha.TryParse(text, out before), field, NoCommit);
                break;
            case PushField.After:
                Require(CommitSha.TryParse(text, out after), field, NoCommit);
                break;
            case PushField.RepositoryFullName:
                Require(RepositoryName.TryParse(text, out repository), field, "is not a repository (owner/name)");
                break;
            case PushField.SenderLogin:
                senderLogin = text;
                break;
            default:
                senderType = text;
                break;
        }
    }

    private void RequireAllFields()
    {
        foreach (var field in PushFieldNames.Required)
        {
            Require(seen.HasFlag(field), field, "is missing");
        }
    }

    /// <summary>Notes what is wrong with a field, unless something was already.</summary>
    private void Require(bool valid, PushField field, string otherwise) =>
        problem ??= valid ? null : $"`{PushFieldNames.Path(field)}` {otherwise}.";

    private readonly PushEvent Result() =>
        new()
        {
            Ref = reference,
            Before = before!,
            After = after!,
            Created = created,
            Deleted = deleted,
            Forced = forced,
            RepositoryId = repositoryId,
            Repository = repository!,
            PushedAt = pushedAt,
            SenderLogin = senderLogin,
            SenderType = senderType,
        };
}

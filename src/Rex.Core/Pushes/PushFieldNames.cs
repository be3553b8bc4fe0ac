using System.Buffers;
using System.Text;

namespace Rex.Core.Pushes;

/// <summary>How the fields are called in the payload, and which of them must be there.</summary>
internal static class PushFieldNames
{
    /// <summary>The longest name, <c>repository</c>, with every character written as an escape.</summary>
    private const int LongestSpelling = 10 * 6;

    private static readonly PushField[] RequiredFields =
    [
        PushField.Ref,
        PushField.Before,
        PushField.After,
        PushField.Repository,
        PushField.RepositoryId,
        PushField.RepositoryFullName,
        PushField.RepositoryPushedAt,
        PushField.Sender,
        PushField.SenderLogin,
    ];

    /// <summary>Without one of these a body is no push, in the order in which a missing one is reported.</summary>
    public static ReadOnlySpan<PushField> Required => RequiredFields;

    /// <summary>The field that a property name means.</summary>
    /// <param name="name">The name as it is written.</param>
    /// <param name="parent">The field whose value the property is in; none for the payload itself.</param>
    /// <returns>The field; none where Rex does not read it.</returns>
    public static PushField Of(JsonText name, PushField parent)
    {
        if (!name.IsEscaped)
        {
            return Of(name.Raw, parent);
        }

        Span<char> text = stackalloc char[LongestSpelling];
        Span<byte> ascii = stackalloc byte[LongestSpelling];
        return
            name.Raw.Length <= LongestSpelling
            && name.TryDecode(text, out var decoded)
            && Ascii.FromUtf16(decoded, ascii, out var length) == OperationStatus.Done
            ? Of(ascii[..length], parent)
            : PushField.None;
    }

    /// <summary>The field's path, for messages.</summary>
    public static string Path(PushField field) =>
        field switch
        {
            PushField.RepositoryId => "repository.id",
            PushField.RepositoryFullName => "repository.full_name",
            PushField.RepositoryPushedAt => "repository.pushed_at",
            PushField.SenderLogin => "sender.login",
            PushField.SenderType => "sender.type",
            // The other names are single words.
            _ => field.ToString().ToLowerInvariant(),
        };

    private static PushField Of(ReadOnlySpan<byte> name, PushField parent) =>
        parent switch
        {
            PushField.Repository => OfRepository(name),
            PushField.Sender => OfSender(name),
            _ => OfPayload(name),
        };

    private static PushField OfPayload(ReadOnlySpan<byte> name) =>
        // By their lengths first: most names are of none of these.
        name.Length switch
        {
            3 when name.SequenceEqual("ref"u8) => PushField.Ref,
            5 when name.SequenceEqual("after"u8) => PushField.After,
            6 when name.SequenceEqual("before"u8) => PushField.Before,
            6 when name.SequenceEqual("sender"u8) => PushField.Sender,
            6 when name.SequenceEqual("forced"u8) => PushField.Forced,
            7 when name.SequenceEqual("created"u8) => PushField.Created,
            7 when name.SequenceEqual("deleted"u8) => PushField.Deleted,
            10 when name.SequenceEqual("repository"u8) => PushField.Repository,
            _ => PushField.None,
        };

    private static PushField OfRepository(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("id"u8) ? PushField.RepositoryId
        : name.SequenceEqual("full_name"u8) ? PushField.RepositoryFullName
        : name.SequenceEqual("pushed_at"u8) ? PushField.RepositoryPushedAt
        : PushField.None;

    private static PushField OfSender(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("login"u8) ? PushField.SenderLogin
        : name.SequenceEqual("type"u8) ? PushField.SenderType
        : PushField.None;
}

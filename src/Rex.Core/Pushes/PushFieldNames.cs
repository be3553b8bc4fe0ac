using System.Text.Json;

namespace Rex.Core.Pushes;

/// <summary>How the fields are called in the payload, and which of them must be there.</summary>
internal static class PushFieldNames
{
    /// <summary>Without one of these a body is no push, in the order in which a missing one is reported.</summary>
    public static ReadOnlySpan<PushField> Required =>
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

    /// <summary>The field that a property name means.</summary>
    /// <param name="reader">At the property name; a copy, which does not move the caller's.</param>
    /// <param name="parent">The field whose value the property is in; none for the payload itself.</param>
    /// <returns>The field; none where Rex does not read it.</returns>
    public static PushField Of(ref readonly Utf8JsonReader reader, PushField parent) =>
        parent switch
        {
            PushField.Repository => OfRepository(in reader),
            PushField.Sender => OfSender(in reader),
            _ => OfPayload(in reader),
        };

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

    private static PushField OfPayload(ref readonly Utf8JsonReader reader) =>
        reader.ValueTextEquals("ref"u8) ? PushField.Ref
        : reader.ValueTextEquals("before"u8) ? PushField.Before
        : reader.ValueTextEquals("after"u8) ? PushField.After
        : reader.ValueTextEquals("created"u8) ? PushField.Created
        : reader.ValueTextEquals("deleted"u8) ? PushField.Deleted
        : reader.ValueTextEquals("forced"u8) ? PushField.Forced
        : reader.ValueTextEquals("repository"u8) ? PushField.Repository
        : reader.ValueTextEquals("sender"u8) ? PushField.Sender
        : PushField.None;

    private static PushField OfRepository(ref readonly Utf8JsonReader reader) =>
        reader.ValueTextEquals("id"u8) ? PushField.RepositoryId
        : reader.ValueTextEquals("full_name"u8) ? PushField.RepositoryFullName
        : reader.ValueTextEquals("pushed_at"u8) ? PushField.RepositoryPushedAt
        : PushField.None;

    private static PushField OfSender(ref readonly Utf8JsonReader reader) =>
        reader.ValueTextEquals("login"u8) ? PushField.SenderLogin
        : reader.ValueTextEquals("type"u8) ? PushField.SenderType
        : PushField.None;
}

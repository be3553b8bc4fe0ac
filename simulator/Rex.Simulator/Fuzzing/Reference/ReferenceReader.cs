using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rex.Simulator.Fuzzing.Reference;

/// <summary>
/// Says which bodies are pushes to act on, by the words of the rules and with a document in memory: slow, plain, and without anything of
/// the parser that it is the second opinion on.
/// </summary>
/// <param name="repository">The watched repository, <c>owner/name</c>.</param>
/// <param name="sender">The app whose pushes count, <c>name[bot]</c>.</param>
internal sealed partial class ReferenceReader(string repository, string sender)
{
    private const int MaxDepth = 32;
    private const int MaxTextBytes = 1024;
    private static readonly DateTimeOffset LastTime = new(8999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <returns>The push; null where the body is none, or none to act on.</returns>
    public AcceptedPush? Read(string? eventType, byte[] body, bool isForm)
    {
        var json = isForm ? ReferenceForm.Payload(body) : body;
        if (eventType != "push" || json is null || ReferenceText.Decode(json) is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception exception) when (exception is JsonException or NotReadableException)
        {
            return null;
        }
    }

    private AcceptedPush? Read(JsonElement payload)
    {
        var (reference, before, after) = (Text(payload, "ref"), Commit(payload, "before"), Commit(payload, "after"));
        var (inRepository, inSender) = (Object(payload, "repository"), Object(payload, "sender"));
        var (name, login) = (Text(inRepository, "full_name"), Text(inSender, "login"));
        var (id, pushedAt) = (Id(inRepository), Time(inRepository));
        var type = Field(inSender, "type") is null ? null : Text(inSender, "type");
        var deleted = Flag(payload, "deleted");
        _ = (Flag(payload, "created"), Flag(payload, "forced"));

        return
            IsSame(name, repository)
            && ReferenceBranch.TaskOf(reference) is { } task
            && !deleted
            && after.Trim('0').Length > 0
            && IsSame(login, sender)
            && type is null or "Bot"
            ? new AcceptedPush(name, id, reference, before, after, login, task, pushedAt)
            : null;
    }

    /// <summary>The value of the only property of that name; null where there is none.</summary>
    private static JsonElement? Field(JsonElement parent, string name)
    {
        var found = parent.EnumerateObject().Where(property => ReferenceText.IsName(property, name)).ToList();
        return found.Count <= 1
            ? found.FirstOrDefault().Value is { ValueKind: not JsonValueKind.Undefined } value
                ? value
                : null
            : throw new NotReadableException();
    }

    private static JsonElement Needed(JsonElement parent, string name) => Field(parent, name) ?? throw new NotReadableException();

    private static JsonElement Object(JsonElement parent, string name) =>
        Needed(parent, name) is { ValueKind: JsonValueKind.Object } value ? value : throw new NotReadableException();

    private static string Text(JsonElement parent, string name) => Text(Needed(parent, name));

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && Encoding.UTF8.GetByteCount(value.GetRawText()) - 2 is > 0 and <= MaxTextBytes
        && ReferenceText.Of(value) is { } text
            ? text
            : throw new NotReadableException();

    private static string Commit(JsonElement parent, string name) =>
        Text(parent, name) is var text && CommitForm().IsMatch(text) ? text : throw new NotReadableException();

    private static bool Flag(JsonElement parent, string name) =>
        Field(parent, name)?.ValueKind switch
        {
            null or JsonValueKind.False => false,
            JsonValueKind.True => true,
            _ => throw new NotReadableException(),
        };

    private static long Id(JsonElement parent) => Whole(Needed(parent, "id")) is > 0 and var id ? id : throw new NotReadableException();

    private static long Time(JsonElement parent)
    {
        var value = Needed(parent, "pushed_at");
        var seconds = value.ValueKind == JsonValueKind.String ? ReferenceTime.Seconds(Text(value)) : Whole(value);
        return seconds >= 0 && seconds <= LastTime.ToUnixTimeSeconds() ? seconds.Value : throw new NotReadableException();
    }

    private static long? Whole(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number
        && WholeForm().IsMatch(value.GetRawText())
        && long.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Equal but for the case of ASCII letters; both repositories and logins have no others.</summary>
    private static bool IsSame(string one, string other) => Ascii.EqualsIgnoreCase(one, other);

    [GeneratedRegex(@"\A(?:[0-9a-f]{40}|[0-9a-f]{64})\z")]
    private static partial Regex CommitForm();

    [GeneratedRegex(@"\A-?[0-9]+\z")]
    private static partial Regex WholeForm();
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rex.Core.Pushes;
using Rex.Core.Remediations;
using Rex.Host.Commands;

namespace Rex.Host.Stepping;

/// <summary>
/// A push whose values came one by one. They are put back into the payload that they were taken from, so that they go through the same reading and
/// the same checks as a delivery; what is absent stays absent.
/// </summary>
/// <param name="values">Gives the value of a field, or null.</param>
internal sealed class EventFields(Func<EventField, string?> values)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The delivery that the values make.</summary>
    /// <exception cref="CommandException">A value is not what its field can be.</exception>
    public Delivery ToDelivery()
    {
        if (EventField.All.All(field => values(field) is null))
        {
            throw new CommandException(ExitCode.BadInput, "There is no push: give --event, or its values one by one.");
        }

        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            WriteText(json, "ref", Ref());
            WriteText(json, "before", values(EventField.Before));
            WriteText(json, "after", values(EventField.After));
            WriteFlag(json, "deleted", EventField.Deleted);
            json.WriteStartObject("repository");
            WriteNumber(json, "id", EventField.RepositoryId);
            WriteText(json, "full_name", values(EventField.Repository));
            WriteNumber(json, "pushed_at", EventField.PushedAt);
            json.WriteEndObject();
            json.WriteStartObject("sender");
            WriteText(json, "login", values(EventField.Sender));
            WriteText(json, "type", values(EventField.SenderType));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new Delivery(values(EventField.Type), PushContentType.Json, body.WrittenMemory, values(EventField.Delivery));
    }

    private string? Ref()
    {
        if (values(EventField.RefBase64) is not { } encoded)
        {
            return values(EventField.Ref);
        }

        if (values(EventField.Ref) is not null)
        {
            throw Wrong(EventField.RefBase64, "and --ref say the same; give one of them.");
        }

        try
        {
            return Strict.GetString(Convert.FromBase64String(encoded));
        }
        catch (Exception error) when (error is FormatException or DecoderFallbackException)
        {
            throw Wrong(EventField.RefBase64, "is no base64 of a text.");
        }
    }

    private void WriteFlag(Utf8JsonWriter json, string name, EventField field)
    {
        if (values(field) is { } value)
        {
            json.WriteBoolean(
                name,
                value switch
                {
                    "true" => true,
                    "false" => false,
                    _ => throw Wrong(field, "is neither true nor false."),
                }
            );
        }
    }

    private void WriteNumber(Utf8JsonWriter json, string name, EventField field)
    {
        if (values(field) is { } value)
        {
            json.WriteNumber(
                name,
                long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw Wrong(field, "is no whole number.")
            );
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static CommandException Wrong(EventField field, string what) => new(ExitCode.BadInput, $"--{field.Name} {what}");
}

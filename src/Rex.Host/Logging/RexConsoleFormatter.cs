using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Rex.Host.Logging;

/// <summary>
/// Writes one line for each entry, as text or as JSON, with the event's id: operators search by it. While deliveries are taken unsigned, or Rex
/// runs dry, every line says so.
/// </summary>
/// <param name="isJson">Whether it writes JSON.</param>
/// <param name="isUnsigned">Whether deliveries need no signature.</param>
/// <param name="isDryRun">Whether nothing is done for real.</param>
/// <param name="time">The clock.</param>
internal sealed class RexConsoleFormatter(bool isJson, bool isUnsigned, bool isDryRun, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>The name under which it is registered.</summary>
    public const string FormatterName = "rex";

    private readonly string mark = (isUnsigned ? "UNSIGNED " : "") + (isDryRun ? "DRY-RUN " : "");

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var at = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        if (isJson)
        {
            textWriter.WriteLine(
                Json(at, logEntry.LogLevel, logEntry.EventId, logEntry.Category, message, logEntry.Exception, logEntry.State)
            );
            return;
        }

        var error = logEntry.Exception is { } exception ? $" | {exception}" : "";
        textWriter.WriteLine(
            OneLine($"{at} {mark}{Short(logEntry.LogLevel)} [{logEntry.EventId.Id}] {ShortCategory(logEntry.Category)}: {message}{error}")
        );
    }

    private string Json<TState>(string at, LogLevel level, EventId id, string category, string message, Exception? exception, TState state)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("time", at);
            writer.WriteString("level", level.ToString());
            writer.WriteNumber("eventId", id.Id);
            writer.WriteString("event", id.Name);
            writer.WriteString("category", category);
            writer.WriteString("message", message);
            if (isUnsigned)
            {
                writer.WriteBoolean("unsigned", true);
            }

            if (isDryRun)
            {
                writer.WriteBoolean("dryRun", true);
            }

            if (exception is not null)
            {
                writer.WriteString("exception", exception.ToString());
            }

            if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
            {
                writer.WriteStartObject("values");
                foreach (var (key, value) in values.Where(value => value.Key != "{OriginalFormat}").DistinctBy(value => value.Key))
                {
                    writer.WriteString(key, value?.ToString());
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A message that came from elsewhere must not be able to look like an entry of its own.</summary>
    private static string OneLine(string text) => text.ReplaceLineEndings(" | ");

    private static string ShortCategory(string category) => category[(category.LastIndexOf('.') + 1)..];

    private static string Short(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trace",
            LogLevel.Debug => "debug",
            LogLevel.Information => "info ",
            LogLevel.Warning => "warn ",
            LogLevel.Error => "error",
            _ => "fatal",
        };
}

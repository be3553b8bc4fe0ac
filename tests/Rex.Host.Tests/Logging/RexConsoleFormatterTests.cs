using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Rex.Host.Logging;

namespace Rex.Host.Tests.Logging;

public sealed class RexConsoleFormatterTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(false, false, "2026-03-02T09:00:00.000Z warn  [7] Receiver: two | lines\n")]
    [InlineData(true, false, "2026-03-02T09:00:00.000Z UNSIGNED warn  [7] Receiver: two | lines\n")]
    [InlineData(true, true, "2026-03-02T09:00:00.000Z UNSIGNED DRY-RUN warn  [7] Receiver: two | lines\n")]
    public void Write_Text_IsOneLine(bool isUnsigned, bool isDryRun, string line) =>
        Write(new RexConsoleFormatter(false, isUnsigned, isDryRun, Time), "two\nlines").ShouldBe(line);

    [Fact]
    public void Write_TextWithAnException_IsOneLine() =>
        Write(new RexConsoleFormatter(false, false, false, Time), "failed", new InvalidOperationException("why\nso"))
            .Count(c => c == '\n')
            .ShouldBe(1);

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Write_Json_HasEverything(bool isUnsigned, bool isDryRun)
    {
        var line = JsonNode.Parse(
            Write(new RexConsoleFormatter(true, isUnsigned, isDryRun, Time), "two\nlines", new InvalidOperationException("why"))
        )!;

        ((string?)line["time"]).ShouldBe("2026-03-02T09:00:00.000Z");
        ((string?)line["level"]).ShouldBe("Warning");
        ((int?)line["eventId"]).ShouldBe(7);
        ((string?)line["category"]).ShouldBe("Rex.Receiver");
        ((string?)line["message"]).ShouldBe("two\nlines");
        ((string?)line["exception"]).ShouldNotBeNull().ShouldContain("why");
        ((string?)line["values"]!["Task"]).ShouldBe("3");
        ((bool?)line["unsigned"]).ShouldBe(isUnsigned ? true : null);
        ((bool?)line["dryRun"]).ShouldBe(isDryRun ? true : null);
    }

    private static string Write(RexConsoleFormatter formatter, string message, Exception? exception = null)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        List<KeyValuePair<string, object?>> state = [new("Task", 3), new("{OriginalFormat}", "…")];
        formatter.Write(
            new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
                LogLevel.Warning,
                "Rex.Receiver",
                new EventId(7, "Seven"),
                state,
                exception,
                (_, _) => message
            ),
            null,
            writer
        );
        return writer.ToString();
    }
}

using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Logging;
using Rex.Adapters;
using Rex.Core.Options;
using Rex.Host.Commands;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Observing;

/// <summary>docs/observability.md lists every log entry of Rex, from the code that writes them. With <c>REX_WRITE_DOCS=1</c> this test writes it instead of comparing.</summary>
public sealed class LogDocumentTests
{
    private static readonly (LoggerMessageAttribute Entry, string Category)[] Entries =
    [
        .. ((Assembly[])[typeof(RexOptions).Assembly, typeof(RexConnectionOptions).Assembly, typeof(RexCommandLine).Assembly])
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(method =>
                (
                    Entry: method.GetCustomAttribute<LoggerMessageAttribute>()!,
                    Category: (method.DeclaringType!.DeclaringType ?? method.DeclaringType).Name
                )
            )
            .Where(found => found.Entry is not null)
            .OrderBy(found => found.Entry.EventId),
    ];

    [Fact]
    public void Entries_OfTheLog_HaveIdsOfTheirOwn() => Entries.Select(found => found.Entry.EventId).ShouldBeUnique();

    [Fact]
    public void Document_OfObservability_HasEachLogEntry()
    {
        var table = new StringBuilder("\n| id | level | from | says |\n|---|---|---|---|\n");
        foreach (var (entry, category) in Entries)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {entry.EventId} | {entry.Level.ToString().ToLowerInvariant()} | `{category}` | {entry.Message.Replace("|", "\\|")} |\n"
            );
        }

        GeneratedDocument.ShouldHave("observability.md", "log entries", table.ToString());
    }
}

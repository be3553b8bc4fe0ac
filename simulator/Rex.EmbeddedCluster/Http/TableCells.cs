using System.Globalization;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Http;

/// <summary>Reads one cell of a table out of an object.</summary>
internal static class TableCells
{
    public static JsonData Value(TableColumn column, JsonMap obj, DateTimeOffset now)
    {
        var value =
            column.Compute is { } compute ? compute(obj)
            : column.ComputeAt is { } computeAt ? computeAt(obj, now)
            : SimpleJsonPath.Read(obj, column.Path);
        return value switch
        {
            null or JsonNull => column.Compute is null && column.ComputeAt is null ? JsonNull.Instance : "<none>",
            JsonText text when column.Type == "date" && column.Compute is null && column.ComputeAt is null => Age(text.Value, now),
            JsonMap or JsonList => value.ToString(),
            _ when column.Type == "string" && value is not JsonText => value.ToString(),
            _ => value,
        };
    }

    /// <summary>Gets how long ago a time was.</summary>
    public static string Age(string time, DateTimeOffset now) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? HumanDuration.Format(now - at)
            : "<unknown>";
}

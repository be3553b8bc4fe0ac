using Rex.Embedded.Json;
using Rex.Embedded.Resources;

namespace Rex.Embedded.Http;

/// <summary>Reads one cell of a table out of an object.</summary>
internal static class TableCells
{
    public static JsonData Value(TableColumn column, JsonMap obj)
    {
        JsonData? value = obj;
        foreach (var name in column.Path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            value = (value as JsonMap)?[name.Replace("\\", "", StringComparison.Ordinal)];
        }

        return value switch
        {
            null => JsonNull.Instance,
            JsonMap or JsonList => value.ToString(),
            _ => value,
        };
    }
}

using Microsoft.AspNetCore.Http;
using Rex.Embedded.Json;
using Rex.Embedded.Resources;
using Rex.Embedded.Storage;

namespace Rex.Embedded.Http;

/// <summary>Server-side tables (<c>meta.k8s.io/v1 Table</c>), which kubectl prints.</summary>
internal static class TableRendering
{
    private static readonly TableColumn Name = new(
        "Name",
        "string",
        ".metadata.name",
        0,
        "Name must be unique within a namespace.",
        "name"
    );

    private static readonly TableColumn Age = new("Age", "date", ".metadata.creationTimestamp", 0, "When the object was created.");

    public static JsonMap Render(
        ResourceKind kind,
        IEnumerable<StoredObject> objects,
        JsonMap metadata,
        IQueryCollection query,
        DateTimeOffset now
    )
    {
        var columns = Columns(kind);
        var include = query["includeObject"].ToString();
        return JsonMap.Of(
            ("kind", "Table"),
            ("apiVersion", "meta.k8s.io/v1"),
            ("metadata", metadata),
            ("columnDefinitions", query.Truth("noHeaders") ? JsonList.Empty : JsonList.Of(columns.Select(Definition))),
            ("rows", JsonList.Of(objects.Select(o => Row(kind, columns, o, include, now))))
        );
    }

    private static List<TableColumn> Columns(ResourceKind kind) =>
        (kind.IsCustom, kind.Columns) switch
        {
            (true, { Count: > 0 }) => [Name, .. kind.Columns],
            (true, _) => [Name, Age],
            _ => [.. kind.Columns.Any(c => c.Name == "Name") ? (TableColumn[])[] : [Name], .. kind.Columns],
        };

    private static JsonMap Definition(TableColumn column) =>
        JsonMap.Of(
            ("name", column.Name),
            ("type", column.Type),
            ("format", column.Format),
            ("description", column.Description),
            ("priority", column.Priority)
        );

    private static JsonMap Row(ResourceKind kind, List<TableColumn> columns, StoredObject obj, string include, DateTimeOffset now)
    {
        var cells = columns.Select(column => TableCells.Value(column, obj.Content, now));
        JsonMap? shown = include switch
        {
            "None" => null,
            "Object" => ObjectRendering.Json(kind, obj),
            _ => MetadataRendering.Of(obj),
        };
        return JsonMap.Of(("cells", JsonList.Of(cells)), ("object", shown));
    }
}

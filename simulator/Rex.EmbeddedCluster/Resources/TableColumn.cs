using Rex.Embedded.Json;

namespace Rex.Embedded.Resources;

/// <summary>A column of a server-side table.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Type">The type of its cells: string, integer, number, boolean or date.</param>
/// <param name="Path">A simple JSON path, such as <c>.status.phase</c>.</param>
/// <param name="Priority">0 is always shown, more only in wide output.</param>
/// <param name="Description">Shown in the table's definition.</param>
/// <param name="Format">The OpenAPI format of the type.</param>
internal sealed record TableColumn(string Name, string Type, string Path, int Priority = 0, string Description = "", string Format = "")
{
    /// <summary>Gets what makes the cell where a path does not.</summary>
    public Func<JsonMap, JsonData?>? Compute { get; init; }

    /// <summary>Gets what makes the cell where it depends on the time.</summary>
    public Func<JsonMap, DateTimeOffset, JsonData?>? ComputeAt { get; init; }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Rex.Simulator.GitHub;

/// <summary>Cuts one page out of a list that grows at its beginning: the next page begins behind the last item, whatever came before the first.</summary>
internal static class CursorPaging
{
    /// <param name="context">The request.</param>
    /// <param name="largest">The most items of a page.</param>
    /// <param name="all">The items, those with the largest ids first.</param>
    /// <param name="idOf">Gives an item's id.</param>
    /// <param name="render">Renders an item.</param>
    public static JsonArray Cut<T>(HttpContext context, int largest, IReadOnlyList<T> all, Func<T, long> idOf, Func<T, JsonNode> render)
    {
        var size = Math.Clamp(Paging.Number(context, "per_page", 30), 1, largest);
        var cursor = context.Request.Query["cursor"].FirstOrDefault();
        var before =
            cursor?.StartsWith("v1_", StringComparison.Ordinal) == true
                ? long.Parse(cursor[3..], CultureInfo.InvariantCulture)
                : long.MaxValue;
        var left = all.Where(item => idOf(item) < before).ToList();
        if (left.Count > size)
        {
            var next = string.Create(CultureInfo.InvariantCulture, $"per_page={size}&cursor=v1_{idOf(left[size - 1])}");
            context.Response.Headers.Link = $"<http://{context.Request.Host}{context.Request.Path}?{next}>; rel=\"next\"";
        }

        return [.. left.Take(size).Select(render)];
    }
}

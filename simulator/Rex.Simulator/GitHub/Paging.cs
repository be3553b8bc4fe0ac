using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Rex.Simulator.GitHub;

/// <summary>Cuts one page out of a list as GitHub does: 30 items unless asked otherwise, at most the largest page, and a Link header to the rest.</summary>
internal static class Paging
{
    public static JsonArray Cut(HttpContext context, int largest, JsonArray all)
    {
        var size = Math.Clamp(Number(context, "per_page", 30), 1, largest);
        var page = Math.Max(Number(context, "page", 1), 1);
        var last = Math.Max((all.Count + size - 1) / size, 1);
        List<string> links = [];
        if (page < last)
        {
            links.Add(Link(context, page + 1, "next"));
            links.Add(Link(context, last, "last"));
        }

        if (page > 1)
        {
            links.Add(Link(context, 1, "first"));
            links.Add(Link(context, page - 1, "prev"));
        }

        if (links.Count > 0)
        {
            context.Response.Headers.Link = string.Join(", ", links);
        }

        return [.. all.Skip((page - 1) * size).Take(size).Select(item => item?.DeepClone())];
    }

    internal static int Number(HttpContext context, string name, int otherwise) =>
        int.TryParse(context.Request.Query[name].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;

    private static string Link(HttpContext context, int page, string relation)
    {
        var query = context
            .Request.Query.Where(pair => pair.Key != "page")
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value.ToString())}")
            .Append($"page={page}");
        return $"<http://{context.Request.Host}{context.Request.Path}?{string.Join('&', query)}>; rel=\"{relation}\"";
    }
}

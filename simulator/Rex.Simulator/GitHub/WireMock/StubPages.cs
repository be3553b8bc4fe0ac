using System.Globalization;
using System.Text.Json.Nodes;

namespace Rex.Simulator.GitHub.WireMock;

/// <summary>A list in pages: a stub for each, for a client that asks for a hundred items a page, as Rex does.</summary>
internal static class StubPages
{
    private const int PageSize = 100;

    /// <param name="address">The address of the list, without a query.</param>
    /// <param name="query">What else is asked for.</param>
    /// <param name="items">The whole list.</param>
    /// <param name="largest">The most items of a page, whatever is asked for.</param>
    /// <returns>For each page its query and its answer.</returns>
    public static IEnumerable<(IReadOnlyDictionary<string, string> Query, StubAnswer Answer)> Cut(
        Uri address,
        IReadOnlyDictionary<string, string> query,
        JsonArray items,
        int largest
    )
    {
        var pages = items.Chunk(Math.Min(PageSize, largest)).ToList();
        if (pages.Count == 0)
        {
            pages.Add([]);
        }

        for (var page = 1; page <= pages.Count; page++)
        {
            var body = new JsonArray([.. pages[page - 1].Select(item => item?.DeepClone())]);
            yield return (QueryOf(query, page), new StubAnswer(200, body) { LinkHeader = LinkFrom(page) });
        }

        string? LinkFrom(int page)
        {
            IEnumerable<(int Page, string Relation)> others =
            [
                .. page < pages.Count ? [(page + 1, "next"), (pages.Count, "last")] : Array.Empty<(int, string)>(),
                .. page > 1 ? [(1, "first"), (page - 1, "prev")] : Array.Empty<(int, string)>(),
            ];
            var links = others.Select(other => $"<{address}?{Text(QueryOf(query, other.Page))}>; rel=\"{other.Relation}\"").ToList();
            return links.Count == 0 ? null : string.Join(", ", links);
        }
    }

    /// <summary>What asks for a page.</summary>
    public static Dictionary<string, string> QueryOf(IReadOnlyDictionary<string, string> query, int page) =>
        new(query, StringComparer.Ordinal)
        {
            ["per_page"] = PageSize.ToString(CultureInfo.InvariantCulture),
            ["page"] = page.ToString(CultureInfo.InvariantCulture),
        };

    private static string Text(Dictionary<string, string> query) =>
        string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace Rex.Adapters.Tests.Testing;

/// <summary>One repository of GitHub, with the pages and error bodies of the real one.</summary>
/// <param name="repository">Its full name.</param>
public sealed class SmallGitHub(string repository) : HttpMessageHandler
{
    private readonly Dictionary<long, (string Branch, bool IsOpen, List<string> Labels)> _pulls = [];

    public long Open(string branch, IEnumerable<string> labels)
    {
        _pulls.Add(_pulls.Count + 1, (branch, true, [.. labels]));
        return _pulls.Count;
    }

    public void Close(long number) => _pulls[number] = _pulls[number] with { IsOpen = false };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Answer(request));

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        // The path as it came over the wire: "%2F" within a segment is part of the name.
        string[] path = [.. request.RequestUri!.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        return (request.Method.Method, path) switch
        {
            ("GET", ["repos", var owner, var name, "pulls"]) when $"{owner}/{name}" == repository => Page(
                Pulls(owner, query["head"]!),
                query
            ),
            ("GET", ["repos", _, _, "issues", var number, "labels"]) when Labels(number) is { } labels => Page(labels.Select(Label), query),
            ("DELETE", ["repos", _, _, "issues", var number, "labels", var label]) when Labels(number) is { } labels => labels.Remove(label)
                ? Json(HttpStatusCode.OK, new JsonArray([.. labels.Select(Label)]))
                : Error("Label does not exist"),
            _ => Error("Not Found"),
        };
    }

    private List<string>? Labels(string number) => _pulls.TryGetValue(long.Parse(number, null), out var pull) ? pull.Labels : null;

    private IEnumerable<JsonNode> Pulls(string owner, string head) =>
        _pulls
            .Where(pull => pull.Value.IsOpen && $"{owner}:{pull.Value.Branch}" == head)
            .Select(pull => new JsonObject
            {
                ["number"] = pull.Key,
                ["state"] = "open",
                ["html_url"] = $"https://github.com/{repository}/pull/{pull.Key}",
                ["created_at"] = "2026-03-01T11:00:00Z",
                ["labels"] = new JsonArray([.. pull.Value.Labels.Select(Label)]),
                ["head"] = Side(pull.Value.Branch),
                ["base"] = Side("main"),
            });

    private JsonObject Side(string branch) =>
        new()
        {
            ["ref"] = branch,
            ["sha"] = new string('a', 40),
            ["repo"] = new JsonObject { ["id"] = 1, ["full_name"] = repository },
        };

    private static JsonNode Label(string name) => new JsonObject { ["name"] = name };

    private static HttpResponseMessage Page(IEnumerable<JsonNode> items, System.Collections.Specialized.NameValueCollection query)
    {
        var (size, page) = (int.Parse(query["per_page"]!, null), int.Parse(query["page"]!, null));
        var chunks = items.Chunk(size).ToList();
        var response = Json(HttpStatusCode.OK, new JsonArray([.. chunks.ElementAtOrDefault(page - 1) ?? []]));
        if (page < chunks.Count)
        {
            response.Headers.Add("Link", $"<https://api.github.com/next?page={page + 1}>; rel=\"next\"");
        }

        return response;
    }

    private static HttpResponseMessage Error(string message) => Json(HttpStatusCode.NotFound, new JsonObject { ["message"] = message });

    private static HttpResponseMessage Json(HttpStatusCode status, JsonNode body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using NJsonSchema;

namespace Rex.Simulator.Tests.Schemas;

/// <summary>One operation of an OpenAPI description: a method on a path with placeholders.</summary>
internal sealed class OpenApiOperation
{
    private readonly string method;
    private readonly Regex path;
    private readonly List<JsonObject> parameters;
    private readonly JsonSchema? requestBody;
    private readonly Dictionary<int, JsonSchema?> answers;

    public OpenApiOperation(string method, string template, JsonObject description)
    {
        this.method = method;
        parameters = [.. (description["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.AsObject())];
        path = new Regex(
            $"^{Regex.Replace(template, @"\{(\w+)\}", match => $"(?<{match.Groups[1].Value}>{SegmentOf(match.Groups[1].Value)})")}$"
        );
        requestBody = Body(description["requestBody"]);
        answers = description["responses"]!
            .AsObject()
            .ToDictionary(pair => int.Parse(pair.Key, CultureInfo.InvariantCulture), pair => Body(pair.Value));
    }

    public bool Matches(Exchange exchange) => exchange.Method == method && path.IsMatch(PathOf(exchange));

    public IEnumerable<string> Problems(Exchange exchange) => [.. Parameters(exchange), .. Request(exchange), .. Answer(exchange)];

    private static string PathOf(Exchange exchange) => exchange.PathAndQuery.Split('?')[0];

    private string SegmentOf(string name) => Parameter(name, "path")?["x-multi-segment"]?.GetValue<bool>() == true ? "[^?]+" : "[^/?]+";

    private JsonObject? Parameter(string name, string place) =>
        parameters.FirstOrDefault(one => one["name"]!.GetValue<string>() == name && one["in"]!.GetValue<string>() == place);

    private IEnumerable<string> Parameters(Exchange exchange)
    {
        var inPath = path.Match(PathOf(exchange))
            .Groups.Cast<Group>()
            .Skip(1)
            .SelectMany(group => Values("path", group.Name, Uri.UnescapeDataString(group.Value)));
        var query = HttpUtility.ParseQueryString(exchange.PathAndQuery.Split('?').ElementAtOrDefault(1) ?? "");
        var missing = parameters
            .Where(one => one["in"]!.GetValue<string>() == "query" && one["required"]?.GetValue<bool>() == true)
            .Select(one => one["name"]!.GetValue<string>())
            .Where(name => query[name] is null)
            .Select(name => $"query parameter {name} is missing");
        return inPath.Concat(query.AllKeys.SelectMany(name => Values("query", name ?? "", query[name] ?? ""))).Concat(missing);
    }

    private IEnumerable<string> Values(string place, string name, string value)
    {
        if (Parameter(name, place)?["schema"] is not JsonObject schema)
        {
            return [$"there is no {place} parameter '{name}'"];
        }

        var isText = schema["type"]?.GetValue<string>() == "string";
        var json = isText ? JsonValue.Create(value).ToJsonString() : value;
        return IsJson(json)
            ? PublishedSchema
                .Load(OpenApiSchema.ToJsonSchema(schema))
                .Problems(json)
                .Select(problem => $"{place} parameter {name}: {problem}")
            : [$"{place} parameter {name} is '{value}'"];
    }

    private IEnumerable<string> Request(Exchange exchange) =>
        exchange.RequestBody.Length == 0 ? []
        : requestBody is null ? ["it takes no body"]
        : requestBody.Problems(exchange.RequestBody).Select(problem => $"request: {problem}");

    private IEnumerable<string> Answer(Exchange exchange)
    {
        if (!answers.TryGetValue(exchange.Status, out var schema) && !OpenApiDocument.IsOfEveryOperation(exchange.Status, out schema))
        {
            return [$"there is no answer {exchange.Status}"];
        }

        return schema is null
            ? exchange.ResponseBody.Length == 0
                ? []
                : [$"an answer {exchange.Status} has no body"]
            : !IsJson(exchange.ResponseBody)
                ? ["the answer is no JSON"]
                : schema.Problems(exchange.ResponseBody).Select(problem => $"answer: {problem}");
    }

    private static JsonSchema? Body(JsonNode? holder) =>
        holder?["content"]?["application/json"]?["schema"] is JsonObject schema
            ? PublishedSchema.Load(OpenApiSchema.ToJsonSchema(schema))
            : null;

    private static bool IsJson(string text)
    {
        try
        {
            _ = JsonNode.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }
}

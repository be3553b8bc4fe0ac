using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rex.Simulator.Platform.Api;

namespace Rex.Simulator.Argo.Events;

/// <summary>
/// A parameter of a trigger: where its value comes from, and where in the resource it goes. Of templates <c>{{ .Input.a.b | b64enc }}</c> alone is
/// understood.
/// </summary>
internal sealed partial record TriggerParameter(string Dependency, string? Key, string? Template, string? Default, string Destination)
{
    /// <exception cref="FormatException">It asks for what is not understood here.</exception>
    public static TriggerParameter Of(JsonObject parameter)
    {
        var source = parameter["src"] as JsonObject ?? [];
        var unknown = parameter
            .Select(field => field.Key)
            .Except(["src", "dest"])
            .Concat(source.Select(field => field.Key).Except(["dependencyName", "dataKey", "dataTemplate", "value"]))
            .FirstOrDefault();
        if (unknown is not null)
        {
            throw new FormatException($"trigger parameter: '{unknown}' is not understood");
        }

        var template = source.Text("dataTemplate");
        if (template is not null && !InBase64().IsMatch(template))
        {
            throw new FormatException($"trigger parameter: the template '{template}' is not understood");
        }

        return new TriggerParameter(
            source.Text("dependencyName") ?? "",
            source.Text("dataKey"),
            template,
            source.Text("value"),
            parameter.Text("dest") ?? ""
        );
    }

    /// <summary>Puts the value into the resource.</summary>
    /// <exception cref="TriggerException">There is none, and no default.</exception>
    public void Apply(JsonNode data, JsonNode resource) =>
        EventPath.Set(
            resource,
            Destination,
            FromTemplate(data)
                ?? FromKey(data)
                ?? Default
                ?? throw new TriggerException($"unable to resolve '{Dependency}' parameter value: {Key ?? Template}")
        );

    private string? FromKey(JsonNode data) =>
        Key is null || !EventPath.TryGet(data, Key, out var value) ? null
        : value is null ? "null"
        : EventPath.Text(value);

    private string? FromTemplate(JsonNode data)
    {
        if (Template is null || !EventPath.TryGet(data, InBase64().Match(Template).Groups["path"].Value, out var value))
        {
            return null;
        }

        // b64enc takes a string and nothing else; a template that comes to nothing is an error too.
        return value?.GetValueKind() == System.Text.Json.JsonValueKind.String && EventPath.Text(value) is { Length: > 0 } text
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text))
            : null;
    }

    [GeneratedRegex(@"\A\{\{ \.Input\.(?<path>[A-Za-z0-9_.]+) \| b64enc \}\}\z")]
    private static partial Regex InBase64();
}

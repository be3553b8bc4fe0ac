using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Rex.Simulator.Templates;

/// <summary>YAML as JSON, with the types that plain scalars have in Kubernetes manifests.</summary>
internal static class YamlJson
{
    /// <summary>The documents of a YAML text, in order.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static IEnumerable<JsonNode?> ParseAll(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Select(document => Convert(document.RootNode));
    }

    /// <summary>The first document.</summary>
    /// <exception cref="FormatException">It is not a mapping.</exception>
    public static JsonObject Parse(string yaml) =>
        ParseAll(yaml).FirstOrDefault() as JsonObject ?? throw new FormatException("a YAML mapping is expected");

    private static JsonNode? Convert(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value ?? "", Convert(entry.Value)))
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
            YamlScalarNode { Style: ScalarStyle.Plain } plain => ConvertPlain(plain.Value ?? ""),
            YamlScalarNode scalar => scalar.Value,
            _ => null,
        };

    private static JsonNode? ConvertPlain(string text) =>
        text switch
        {
            "" or "~" or "null" => null,
            "true" => true,
            "false" => false,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when text.Contains('.') && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => text,
        };
}

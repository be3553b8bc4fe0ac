using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Rex.Adapters;
using Rex.Core.Options;
using Rex.Host.Leading;
using Rex.Host.Receiving;
using Rex.Host.Redelivering;

namespace Rex.Host.Tests.Serving;

/// <summary>Every setting there is, from the types that hold them. The page of settings and their JSON schema are made of it.</summary>
internal static partial class SettingsCatalog
{
    /// <summary>Where the options stand that are read on their own, the outer before the inner.</summary>
    public static IReadOnlyList<(string Path, object Defaults)> Sections { get; } =
    [
        ("Rex", new RexOptions()),
        ("Rex:Connection", new RexConnectionOptions()),
        ("Rex:Webhook", new WebhookOptions()),
        ("Rex:Leadership", new LeadershipOptions()),
        ("Rex:Redelivery", new RedeliveryOptions()),
    ];

    /// <summary>The groups of plain settings, each with its path and its defaults.</summary>
    public static IEnumerable<(string Path, object Defaults, List<PropertyInfo> Properties)> Groups() =>
        Sections.SelectMany(section => Groups(section.Path, section.Defaults));

    /// <summary>The summary in the XML documentation, as plain text.</summary>
    public static string Meaning(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        var document = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, ".xml"));
        var member = document
            .Descendants("member")
            .Single(member => (string?)member.Attribute("name") == $"P:{type.FullName}.{property.Name}");
        var text = string.Concat(
            member
                .Element("summary")!
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XElement { Name.LocalName: "see" } see => "`"
                            + (((string?)see.Attribute("cref"))?.Split('.')[^1] ?? (string?)see.Attribute("langword"))
                            + "`",
                        XElement element => $"`{element.Value}`",
                        _ => node.ToString(),
                    }
                )
        );
        return Blanks().Replace(text, " ").Trim().Replace("&lt;", "<").Replace("&gt;", ">");
    }

    private static IEnumerable<(string Path, object Defaults, List<PropertyInfo> Properties)> Groups(string path, object defaults)
    {
        var settings = defaults.GetType().GetProperties().Where(property => property.SetMethod is not null).ToList();
        var plain = settings.Where(property => !IsGroup(property)).ToList();
        if (plain.Count > 0)
        {
            yield return (path, defaults, plain);
        }

        foreach (var inner in settings.Where(IsGroup).SelectMany(group => Groups($"{path}:{group.Name}", group.GetValue(defaults)!)))
        {
            yield return inner;
        }
    }

    private static bool IsGroup(PropertyInfo property) =>
        property.PropertyType.IsClass && property.PropertyType.Namespace?.StartsWith("Rex.", StringComparison.Ordinal) == true;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

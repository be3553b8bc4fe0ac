using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Rex.Adapters;
using Rex.Core.Options;
using Rex.Host.Leading;
using Rex.Host.Receiving;
using Rex.Host.Redelivering;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Serving;

/// <summary>docs/configuration.md lists every setting, from the types that hold them. With <c>REX_WRITE_DOCS=1</c> this test writes it instead of comparing.</summary>
public sealed partial class SettingsDocumentTests
{
    private static readonly (string Path, object Defaults)[] Sections =
    [
        ("Rex", new RexOptions()),
        ("Rex:Connection", new RexConnectionOptions()),
        ("Rex:Webhook", new WebhookOptions()),
        ("Rex:Leadership", new LeadershipOptions()),
        ("Rex:Redelivery", new RedeliveryOptions()),
    ];

    [Fact]
    public void Document_OfSettings_SaysWhatTheTypesSay() => GeneratedDocument.ShouldHave("configuration.md", "settings", Tables());

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var (path, defaults) in Sections)
        {
            foreach (var group in Groups(path, defaults))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n## {group.Path}\n\n| setting | default | meaning |\n|---|---|---|\n");
                foreach (var property in group.Properties)
                {
                    var value = Default(property.GetValue(group.Defaults));
                    text.Append(CultureInfo.InvariantCulture, $"| `{property.Name}` | {value} | {Meaning(property)} |\n");
                }
            }
        }

        return text.Append('\n').ToString();
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

    private static string Default(object? value) =>
        value switch
        {
            null or "" => "",
            string text => $"`{text.Replace("|", "\\|")}`",
            IEnumerable list => string.Join(", ", list.Cast<object>().Select(item => $"`{item}`")),
            _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
        };

    /// <summary>The summary in the XML documentation, as plain text.</summary>
    private static string Meaning(PropertyInfo property)
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
        return Blanks().Replace(text, " ").Trim().Replace("|", "\\|").Replace("&lt;", "<").Replace("&gt;", ">");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

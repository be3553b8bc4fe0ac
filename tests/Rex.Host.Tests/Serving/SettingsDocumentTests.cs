using System.Collections;
using System.Globalization;
using System.Text;
using Rex.Adapters.Settings;
using Rex.Host.Tests.Testing;

namespace Rex.Host.Tests.Serving;

/// <summary>docs/configuration.md lists every setting, from the types that hold them. With <c>REX_WRITE_DOCS=1</c> this test writes it instead of comparing.</summary>
public sealed class SettingsDocumentTests
{
    [Fact]
    public void Document_OfSettings_SaysWhatTheTypesSay() => GeneratedDocument.ShouldHave("configuration.md", "settings", Tables());

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var group in SettingsCatalog.Groups())
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {group.Path}\n\n| setting | default | meaning |\n|---|---|---|\n");
            foreach (var property in group.Properties)
            {
                var (value, meaning) = (Default(property.GetValue(group.Defaults)), SettingsCatalog.Meaning(property).Replace("|", "\\|"));
                text.Append(CultureInfo.InvariantCulture, $"| `{property.Name}` | {value} | {meaning} |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Default(object? value) =>
        value switch
        {
            null or "" => "",
            string text => $"`{text.Replace("|", "\\|")}`",
            Enum choice => $"`{SettingValue.Spelling(choice.ToString())}`",
            IEnumerable list => string.Join(", ", list.Cast<object>().Select(item => $"`{item}`")),
            _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
        };
}

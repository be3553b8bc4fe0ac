using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Rex.Adapters.Settings;

/// <summary>Reads a section of the settings into options. What cannot be read stays as it is by default, and is told with everything else that is wrong.</summary>
internal static class SettingsSection
{
    /// <summary>Reads a section. A list that is set replaces the default.</summary>
    public static void Read(IConfigurationSection section, object options)
    {
        foreach (var property in options.GetType().GetProperties().Where(property => property.SetMethod is not null))
        {
            var child = section.GetSection(property.Name);
            if (IsGroup(property.PropertyType))
            {
                Read(child, property.GetValue(options)!);
            }
            else if (IsList(property.PropertyType))
            {
                if (child.Exists())
                {
                    property.SetValue(options, Items(child));
                }
            }
            else if (child.Value is { } text && SettingValue.TryRead(text, property.PropertyType, out var value, out _))
            {
                property.SetValue(options, value);
            }
        }
    }

    /// <summary>
    /// A message for each name below the section that is no setting (mostly a slip of the pen, which would else be ignored), and for each value that cannot be
    /// read as what its setting is.
    /// </summary>
    /// <param name="section">The section.</param>
    /// <param name="type">The options that are read from it.</param>
    /// <param name="others">What it holds besides, for others to check.</param>
    public static IEnumerable<string> Problems(IConfigurationSection section, Type type, params IReadOnlyCollection<string> others) =>
        section
            .GetChildren()
            .Where(child => !others.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(child =>
            {
                var property = type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
                return property?.SetMethod is null ? [$"{child.Path}: there is no such setting."] : Problems(child, property.PropertyType);
            });

    private static IEnumerable<string> Problems(IConfigurationSection setting, Type type)
    {
        var isText = !string.IsNullOrEmpty(setting.Value);
        if (IsGroup(type))
        {
            return isText ? [$"{setting.Path}: must be a group of settings."] : Problems(setting, type, others: []);
        }

        if (IsList(type))
        {
            return isText ? [$"{setting.Path}: must be a list."] : [];
        }

        return setting.GetChildren().Any() ? [$"{setting.Path}: must be one value."]
            : setting.Value is not { } text || SettingValue.TryRead(text, type, out _, out var problem) ? []
            : [$"{setting.Path}: {problem}"];
    }

    /// <summary>An empty list in JSON is an empty text without children. A text in place of a list is told; what else is wrong with it can be told, too.</summary>
    private static string[] Items(IConfigurationSection list) =>
        string.IsNullOrEmpty(list.Value) ? [.. list.GetChildren().Select(item => item.Value ?? "")] : [list.Value];

    private static bool IsList(Type type) => type == typeof(IReadOnlyList<string>);

    private static bool IsGroup(Type type) => type.IsClass && type.Namespace?.StartsWith("Rex.", StringComparison.Ordinal) == true;
}

using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Rex.Adapters.Settings;

/// <summary>Reads a section of the settings into options: a list that is set replaces the default, and names that are no settings are told.</summary>
internal static class SettingsSection
{
    /// <summary>Binds a section onto options.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be read as what the setting is; the message names its path.</exception>
    public static void Read(IConfigurationSection section, object options)
    {
        section.Bind(options);
        ReplaceLists(section, options);
    }

    /// <summary>A message for each name below the section that is no setting: mostly a slip of the pen, which would else be ignored.</summary>
    public static IEnumerable<string> Unknown(IConfigurationSection section, Type type)
    {
        foreach (var child in section.GetChildren())
        {
            var property = type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property?.SetMethod is null)
            {
                yield return $"{child.Path}: there is no such setting.";
            }
            else if (IsGroup(property.PropertyType))
            {
                foreach (var message in Unknown(child, property.PropertyType))
                {
                    yield return message;
                }
            }
        }
    }

    /// <summary>The binder adds to a list that has a default; whoever sets a list means just what he wrote.</summary>
    private static void ReplaceLists(IConfigurationSection section, object options)
    {
        foreach (var property in options.GetType().GetProperties().Where(property => property.SetMethod is not null))
        {
            var child = section.GetSection(property.Name);
            if (property.PropertyType == typeof(IReadOnlyList<string>) && child.Exists())
            {
                // An empty list in JSON is an empty text without children.
                property.SetValue(options, child.GetChildren().Select(item => item.Value ?? "").ToArray());
            }
            else if (IsGroup(property.PropertyType) && property.GetValue(options) is { } group)
            {
                ReplaceLists(child, group);
            }
        }
    }

    private static bool IsGroup(Type type) => type.IsClass && type.Namespace?.StartsWith("Rex.", StringComparison.Ordinal) == true;
}

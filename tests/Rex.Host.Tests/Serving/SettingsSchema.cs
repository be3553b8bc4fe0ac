using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rex.Adapters.Settings;

namespace Rex.Host.Tests.Serving;

/// <summary>The JSON schema of a file with settings, made from the types that hold them.</summary>
internal static class SettingsSchema
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text()
    {
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Settings of Rex",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["$schema"] = Typed("string") },
        };
        foreach (var (path, defaults, properties) in SettingsCatalog.Groups())
        {
            var group = path.Split(':').Aggregate(root, Inner);
            foreach (var property in properties)
            {
                group["properties"]![property.Name] = Setting(property, property.GetValue(defaults));
            }
        }

        return root.ToJsonString(Readable) + "\n";
    }

    /// <summary>The schema of a group within another's. A name that is no setting is an error in it, as at start; other sections of the file are not Rex's.</summary>
    private static JsonObject Inner(JsonObject outer, string name)
    {
        var properties = outer["properties"]!.AsObject();
        if (properties[name] is not JsonObject inner)
        {
            properties[name] = inner = Typed("object");
            inner["additionalProperties"] = false;
            inner["properties"] = new JsonObject();
        }

        return inner;
    }

    private static JsonObject Setting(PropertyInfo property, object? value)
    {
        var schema = TypeOf(property.PropertyType);
        schema.Insert(0, "description", SettingsCatalog.Meaning(property));
        if (value is not (null or "") && value is not ICollection { Count: 0 })
        {
            schema["default"] = Json(value);
        }

        return schema;
    }

    private static JsonObject TypeOf(Type type)
    {
        if (type.IsEnum)
        {
            var names = Enum.GetNames(type);
            return new JsonObject
            {
                ["enum"] = new JsonArray([.. names.Select(SettingValue.Spelling).Concat(names).Select(name => (JsonNode)name)]),
            };
        }

        if (type == typeof(TimeSpan))
        {
            var time = Typed("string");
            time["pattern"] = @"^([0-9]+\.)?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?$";
            return time;
        }

        if (type == typeof(IReadOnlyList<string>))
        {
            var list = Typed("array");
            list["items"] = Typed("string");
            return list;
        }

        return type == typeof(bool) ? Typed("boolean")
            : type == typeof(int) || type == typeof(long) ? Typed("integer")
            : type == typeof(string) || type == typeof(Uri) ? Typed("string")
            : throw new NotSupportedException($"No schema says yet what a setting of the type {type} looks like.");
    }

    private static JsonObject Typed(string type) => new() { ["type"] = type };

    private static JsonNode Json(object value) =>
        value switch
        {
            bool flag => flag,
            int number => number,
            long number => number,
            string text => text,
            Enum choice => SettingValue.Spelling(choice.ToString()),
            IEnumerable list => new JsonArray([.. list.Cast<string>().Select(item => (JsonNode)item)]),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Rex.Adapters.Settings;

/// <summary>Reads one value of the settings.</summary>
internal static partial class SettingValue
{
    /// <summary>Reads a text as what the setting is.</summary>
    /// <param name="text">What is written.</param>
    /// <param name="type">What the setting is.</param>
    /// <param name="value">What it means.</param>
    /// <param name="problem">Where it cannot be read, why.</param>
    /// <exception cref="NotSupportedException">No setting is of this type.</exception>
    public static bool TryRead(string text, Type type, out object? value, out string problem)
    {
        (value, problem) = type switch
        {
            _ when type == typeof(string) => (text, ""),
            _ when type == typeof(TimeSpan) => Time(text),
            _ when type.IsEnum => Choice(text, type),
            _ when type == typeof(bool) => bool.TryParse(text, out var truth) ? (truth, "") : Wrong($"'{text}' is neither true nor false."),
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
                ? (number, "")
                : Wrong($"'{text}' is no whole number."),
            _ when type == typeof(Uri) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address)
                ? (address, "")
                : Wrong($"'{text}' is no address."),
            _ => throw new NotSupportedException($"A setting cannot be a {type}."),
        };
        return problem.Length == 0;
    }

    /// <summary>How a choice is written: <c>gate-only</c>. Its name in the code, <c>GateOnly</c>, is understood as well.</summary>
    public static string Spelling(string name) => Humps().Replace(name, "-").ToLowerInvariant();

    /// <summary>.NET takes a bare number for days, which nobody means who writes 300.</summary>
    private static (object?, string) Time(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
            ? (time, "")
            : Wrong($"'{text}' is no time: write five minutes as 0:05:00, two days as 2.00:00:00.");

    private static (object?, string) Choice(string text, Type type)
    {
        var names = Enum.GetNames(type);
        var name = names.FirstOrDefault(name =>
            name.Equals(text, StringComparison.OrdinalIgnoreCase) || Spelling(name).Equals(text, StringComparison.OrdinalIgnoreCase)
        );
        return name is null ? Wrong($"'{text}' is none of {string.Join(", ", names.Select(Spelling))}.") : (Enum.Parse(type, name), "");
    }

    private static (object?, string) Wrong(string problem) => (null, problem);

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Humps();
}

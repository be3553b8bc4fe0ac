using System.Globalization;

namespace Rex.Simulator.Argo.Engine;

/// <summary>Durations as Argo writes them: <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>100ms</c>, or whole seconds without a unit.</summary>
internal static class Durations
{
    /// <exception cref="FormatException">The text is no duration.</exception>
    public static TimeSpan Parse(string text)
    {
        var digits = text.Length;
        while (digits > 0 && !char.IsAsciiDigit(text[digits - 1]))
        {
            digits--;
        }

        var number = double.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
        return text[digits..] switch
        {
            "" or "s" => TimeSpan.FromSeconds(number),
            "ms" => TimeSpan.FromMilliseconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            "d" => TimeSpan.FromDays(number),
            var unit => throw new FormatException($"'{unit}' is no unit of time"),
        };
    }

    /// <summary>As the message of a Retry node that waits says it.</summary>
    public static string Describe(TimeSpan time)
    {
        var parts = new List<string>();
        Add((int)time.TotalDays, "day");
        Add(time.Hours, "hour");
        Add(time.Minutes, "minute");
        Add(time.Seconds, "second");
        return parts.Count == 0 ? "0 seconds" : string.Join(" ", parts);

        void Add(int count, string unit)
        {
            if (count > 0)
            {
                parts.Add(count == 1 ? $"{count} {unit}" : $"{count} {unit}s");
            }
        }
    }
}

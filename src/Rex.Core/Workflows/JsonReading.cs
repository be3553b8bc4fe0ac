using System.Globalization;
using System.Text.Json;

namespace Rex.Core.Workflows;

/// <summary>Reads members of objects that somebody else wrote: what is absent, or of another kind than expected, is null and never an exception.</summary>
internal static class JsonReading
{
    private const int FirstYear = 1970;
    private const int EndYear = 9000;

    /// <summary>The member of that path, if every step of it is an object that has it.</summary>
    public static JsonElement? Find(this JsonElement element, params ReadOnlySpan<string> path)
    {
        try
        {
            foreach (var name in path)
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                {
                    return null;
                }
            }

            return element;
        }
        catch (InvalidOperationException)
        {
            // How System.Text.Json says that a member's name has half of a surrogate pair in it.
            return null;
        }
    }

    /// <summary>The text of that path; null where there is none or it is empty.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path)?.AsText() is { Length: > 0 } text ? text : null;

    /// <summary>The text, if it is one: neither of another kind nor with half of a surrogate pair in it.</summary>
    public static string? AsText(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether that path holds <c>true</c>.</summary>
    public static bool IsTrue(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.True };

    /// <summary>The time of that path (RFC 3339).</summary>
    public static DateTimeOffset? Time(this JsonElement element, params ReadOnlySpan<string> path) => ParseTime(element.Text(path));

    /// <summary>The texts of the array of that path; what is no text is left out.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, params ReadOnlySpan<string> path) =>
        [.. element.Items(path).Select(AsText).OfType<string>()];

    /// <summary>The items of the array of that path; none where it is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The members of the object of that path that have a legible name; none where it is no object.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Find(path) is { ValueKind: JsonValueKind.Object } found ? found.EnumerateObject().Where(HasLegibleName) : [];

    /// <summary>Reads an RFC 3339 time. One that no clock shows is none: sums with it would leave the range of times.</summary>
    public static DateTimeOffset? ParseTime(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        ) && time.Year is >= FirstYear and < EndYear
            ? time
            : null;

    /// <summary>Writes a time as the Kubernetes API does: UTC, whole seconds.</summary>
    public static string FormatTime(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool HasLegibleName(JsonProperty member)
    {
        try
        {
            return member.Name is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

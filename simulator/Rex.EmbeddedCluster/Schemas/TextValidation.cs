using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rex.Embedded.Errors;
using Rex.Embedded.Json;

namespace Rex.Embedded.Schemas;

/// <summary>The constraints on strings. Lengths count characters, not UTF-16 units.</summary>
internal static class TextValidation
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, Regex?> Patterns = new(StringComparer.Ordinal);

    public static void Check(JsonMap schema, JsonText text, string path, ICollection<StatusCause> causes)
    {
        if (schema.Integer("minLength") is { } shortest && Length(text) < shortest)
        {
            causes.Add(StatusCause.Invalid(path, text, $"{path} in body should be at least {shortest} chars long"));
        }

        if (schema.Integer("maxLength") is { } longest && Length(text) > longest)
        {
            causes.Add(new StatusCause("FieldValueTooLong", $"Too long: may not be more than {longest} bytes", path));
        }

        if (schema.Text("pattern") is { } pattern && Patterns.GetOrAdd(pattern, Compile) is { } regex && !regex.IsMatch(text.Value))
        {
            causes.Add(StatusCause.Invalid(path, text, $"{path} in body should match '{pattern}'"));
        }

        if (schema.Text("format") is { } format && !HasFormat(format, text.Value))
        {
            causes.Add(StatusCause.Invalid(path, text, $"{path} in body must be of type {format}: {text}"));
        }
    }

    /// <summary>Go's expressions run without backtracking, and so do these; one that cannot is not checked.</summary>
    private static Regex? Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static int Length(JsonText text) => text.Value.EnumerateRunes().Count();

    private static bool HasFormat(string format, string value) =>
        format switch
        {
            "date-time" => value.Contains('T', StringComparison.OrdinalIgnoreCase)
                && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
            "date" => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "byte" => Convert.TryFromBase64String(value, new byte[Encoding.UTF8.GetByteCount(value)], out _),
            "uuid" => Guid.TryParse(value, out _),
            "ipv4" => System.Net.IPAddress.TryParse(value, out var four)
                && four.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork,
            "ipv6" => System.Net.IPAddress.TryParse(value, out var six)
                && six.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6,
            _ => true,
        };
}

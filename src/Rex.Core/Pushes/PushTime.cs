using System.Globalization;

namespace Rex.Core.Pushes;

/// <summary>
/// Reads <c>pushed_at</c>: seconds since 1970 in push events, ISO 8601 wherever else GitHub writes it. The value is in UTC and
/// whole seconds, so that both forms of one moment are equal.
/// </summary>
internal static class PushTime
{
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>No push comes later; sums with a time before it stay within what a time can be.</summary>
    private static readonly DateTimeOffset End = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Takes seconds since 1970; times before then, and after the year 8999, are none.</summary>
    public static bool TryFromSeconds(long seconds, out DateTimeOffset time)
    {
        var valid = seconds >= 0 && seconds < End.ToUnixTimeSeconds();
        time = valid ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return valid;
    }

    /// <summary>Reads ISO 8601 with seconds. A time without an offset is UTC, never the machine's own.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var valid = DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, styles, out time);
        return TryFromSeconds(time.ToUnixTimeSeconds(), out time) && valid;
    }
}

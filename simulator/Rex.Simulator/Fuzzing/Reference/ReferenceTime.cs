using System.Globalization;
using System.Text.RegularExpressions;

namespace Rex.Simulator.Fuzzing.Reference;

/// <summary>Reads ISO 8601 times as GitHub writes them.</summary>
internal static partial class ReferenceTime
{
    /// <summary>Whole seconds since 1970; null where the text is no such time. A time without an offset is UTC.</summary>
    public static long? Seconds(string text)
    {
        var form = Form().Match(text);
        if (
            !form.Success
            || !DateTime.TryParse(form.Groups["time"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
        )
        {
            return null;
        }

        var (hours, minutes) = (Number(form.Groups["hours"]), Number(form.Groups["minutes"]));
        var offset = (hours * 60 + minutes) * (form.Groups["sign"].Value == "-" ? -1 : 1);
        return hours > 14 || minutes > 59 || Math.Abs(offset) > 14 * 60
            ? null
            : (long)(DateTime.SpecifyKind(time, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds - offset * 60;
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"\A(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,7})?(?:Z|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))?\z",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}

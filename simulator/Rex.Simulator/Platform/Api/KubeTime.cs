using System.Globalization;

namespace Rex.Simulator.Platform.Api;

/// <summary>Times as Kubernetes objects hold them: RFC 3339, UTC, whole seconds.</summary>
internal static class KubeTime
{
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}

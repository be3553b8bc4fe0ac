using System.Globalization;
using Rex.Embedded.Errors;

namespace Rex.Embedded.Http;

/// <summary>Resource versions as clients send them.</summary>
internal static class ResourceVersions
{
    /// <summary>Reads a resource version; none is 0.</summary>
    /// <exception cref="ApiException">500, as the real server has no better word for it; from 1.33 on, lists get 400.</exception>
    public static long Parse(string text) =>
        text.Length == 0 ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : throw new ApiException(
            500,
            "",
            $"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax"
        );
}

using System.Globalization;

namespace Rex.Embedded.Resources;

/// <summary>Amounts of resources in text, as <c>500m</c> or <c>1Gi</c> (<c>k8s.io/apimachinery/pkg/api/resource</c>).</summary>
internal static class Quantity
{
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m),
        ("Mi", 1024m * 1024),
        ("Gi", 1024m * 1024 * 1024),
        ("Ti", 1024m * 1024 * 1024 * 1024),
        ("m", 0.001m),
        ("k", 1_000m),
        ("M", 1_000_000m),
        ("G", 1_000_000_000m),
        ("T", 1_000_000_000_000m),
        ("", 1m),
    ];

    /// <summary>Reads an amount; 0 where it is none.</summary>
    public static decimal Parse(string text)
    {
        var (suffix, factor) = Suffixes.First(s => text.EndsWith(s.Suffix, StringComparison.Ordinal));
        return decimal.TryParse(text[..^suffix.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : 0;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Rex.Embedded.Discovery;

/// <summary>Orders API versions as discovery does: v2, v1, v1beta2, v1beta1, v1alpha1, then the rest by name.</summary>
internal static partial class VersionOrder
{
    public static int Compare(string left, string right)
    {
        var (a, b) = (Rank(left), Rank(right));
        var byRank = b.CompareTo(a);
        return byRank != 0 ? byRank : string.CompareOrdinal(left, right);
    }

    private static (int Stage, int Major, int Minor) Rank(string version)
    {
        var match = Pattern().Match(version);
        if (!match.Success)
        {
            return (0, 0, 0);
        }

        var stage = match.Groups["stage"].Value switch
        {
            "" => 3,
            "beta" => 2,
            _ => 1,
        };
        var minor = match.Groups["minor"].Value;
        return (
            stage,
            int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture),
            minor.Length == 0 ? 0 : int.Parse(minor, CultureInfo.InvariantCulture)
        );
    }

    [GeneratedRegex(@"\Av(?<major>[0-9]{1,6})(?:(?<stage>alpha|beta)(?<minor>[0-9]{1,6}))?\z")]
    private static partial Regex Pattern();
}

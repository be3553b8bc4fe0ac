using System.Globalization;

namespace Rex.Core.Tests.Platform;

/// <summary>How many cases a property is tried with. Where mutants are tested, each of which costs all of them, fewer have to do.</summary>
internal static class Cases
{
    private static readonly int Most = AppContext.GetData("Rex.Core.Tests.MostCases") is string most
        ? int.Parse(most, CultureInfo.InvariantCulture)
        : int.MaxValue;

    public static int Of(int wanted) => Math.Min(wanted, Most);
}

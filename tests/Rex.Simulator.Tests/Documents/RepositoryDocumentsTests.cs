using System.Globalization;
using System.Text.RegularExpressions;
using Rex.Simulator.Commands;

namespace Rex.Simulator.Tests.Documents;

/// <summary>What README.md and CONTRIBUTING.md count and list is what is there.</summary>
public sealed partial class RepositoryDocumentsTests
{
    [Fact]
    public void Readme_ReportOfAllScenarios_CountsThem() =>
        Text("README.md")
            .ShouldContain(string.Create(CultureInfo.InvariantCulture, $"\n{ScenarioSelection.Find([]).Count} passed, 0 failed\n"));

    [Fact]
    public void Contributing_Legs_AreThoseOfTheScriptInItsOrder()
    {
        var legs = Leg().Matches(Text(".ci/run")).Select(leg => leg.Groups["name"].Value).Where(name => name is not ("$name" or "summary"));

        Row()
            .Matches(Text("CONTRIBUTING.md"))
            .SelectMany(row => Name().Matches(row.Groups["names"].Value))
            .Select(name => name.Groups["name"].Value)
            .ShouldBe(legs);
    }

    [Fact]
    public void Contributing_BudgetsOfTheLegs_AddUpToWhatItSays() =>
        Row()
            .Matches(Text("CONTRIBUTING.md"))
            .Sum(row => int.Parse(row.Groups["minutes"].Value, CultureInfo.InvariantCulture))
            .ShouldBeInRange(90, 120, "CONTRIBUTING.md says that all legs may take two hours");

    private static string Text(string file) => File.ReadAllText(Path.Combine(Checkout.Root!.FullName, file));

    [GeneratedRegex(@"^ *(check|leg|say) ""(?<name>[^""]+)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Leg();

    [GeneratedRegex(@"^\| (?<names>`.+?`) \|.+\| (?<minutes>[0-9]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}

using Rex.Simulator.Commands;
using Rex.Simulator.GitHub.WireMock;

namespace Rex.Simulator.Tests.GitHub.WireMock;

/// <summary>
/// docs/wiremock.md lists the scenarios that stubs cannot express. With <c>REX_WRITE_DOCS=1</c> this test writes the list instead of
/// comparing.
/// </summary>
public sealed class WireMockDocumentTests
{
    private const string Begin = "<!-- scenarios: made from StubbedScenarios by a test -->\n";
    private const string End = "<!-- /scenarios -->\n";

    [Fact]
    public void Document_OfWireMock_ListsEverySkippedScenario()
    {
        var file = Path.Combine(Checkout.Root!.FullName, "docs", "wiremock.md");
        var text = File.ReadAllText(file);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var wanted = $"{text[..begin]}{Table()}{text[end..]}";
        if (Environment.GetEnvironmentVariable("REX_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, wanted);
        }

        File.ReadAllText(file).ShouldBe(wanted, "docs/wiremock.md is out of date: run the tests once with REX_WRITE_DOCS=1");
    }

    private static string Table()
    {
        var all = ScenarioSelection.Find([]);
        var skipped = all.Select(scenario => (scenario.Name, Why: StubbedScenarios.WhyNot(scenario)))
            .Where(one => one.Why is not null)
            .Select(one => $"| {one.Name} | {one.Why} |\n");
        return $"| scenario | why not |\n|---|---|\n{string.Concat(skipped)}";
    }
}

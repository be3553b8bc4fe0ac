using System.Text.RegularExpressions;
using Rex.Simulator.Tests;

namespace Rex.Host.Tests.Observing;

/// <summary>docs/operations.md says what to do about each alert, and about none that is not there.</summary>
public sealed partial class OperationsDocumentTests
{
    [Fact]
    public void Document_OfOperations_HasEachAlert()
    {
        var root = Checkout.Root!.FullName;
        var alerts = Alert().Matches(File.ReadAllText(Path.Combine(root, "deploy", "observability", "rules.yaml")));
        var explained = Row().Matches(File.ReadAllText(Path.Combine(root, "docs", "operations.md")));

        explained.Select(row => row.Groups[1].Value).ShouldBe(alerts.Select(alert => alert.Groups[1].Value));
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"^\| (Rex[A-Z]\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

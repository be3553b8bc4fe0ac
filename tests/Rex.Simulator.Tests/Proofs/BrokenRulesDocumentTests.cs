using System.Text;
using Rex.Simulator.Proofs;

namespace Rex.Simulator.Tests.Proofs;

/// <summary>
/// The table of broken rules in docs/quality.md is made from <see cref="BrokenRules"/>. With <c>REX_WRITE_DOCS=1</c> this test writes it instead of
/// comparing.
/// </summary>
public sealed class BrokenRulesDocumentTests
{
    private const string Begin = "<!-- rules: made from BrokenRules by a test -->\n";
    private const string End = "<!-- /rules -->\n";

    [Fact]
    public void Document_OfQuality_HasEveryBrokenRule()
    {
        var file = Path.Combine(Checkout.Root!.FullName, "docs", "quality.md");
        var text = File.ReadAllText(file);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var wanted = $"{text[..begin]}{Table()}{text[end..]}";
        if (Environment.GetEnvironmentVariable("REX_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, wanted);
        }

        File.ReadAllText(file).ShouldBe(wanted, "docs/quality.md is out of date: run the tests once with REX_WRITE_DOCS=1");
    }

    private static string Table()
    {
        var table = new StringBuilder("| break | rule | what is done instead | noticed by |\n|---|---|---|---|\n");
        foreach (var broken in BrokenRules.All)
        {
            table.Append($"| {broken.Name} | {broken.Rule} | {broken.Fault} | {broken.CaughtBy[0]} |\n");
        }

        return table.ToString();
    }
}

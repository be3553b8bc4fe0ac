using System.Globalization;
using System.Text;
using Rex.Host.Linting;
using Rex.Host.Linting.Schemas;
using Rex.Host.Tests.Testing;
using Rex.Simulator.Tests;

namespace Rex.Host.Tests.Linting;

/// <summary>docs/lint.md has a section for each rule, from the rule itself and its two manifests.</summary>
public sealed class LintDocumentTests
{
    // As many lines around what differs as show where it is.
    private const int Around = 2;

    private static readonly IReadOnlyList<LintRule> Rules = RuleList.Create(PublishedSchemas.None);

    [Fact]
    public void Document_OfRules_SaysWhatTheRulesSay() => GeneratedDocument.ShouldHave("lint.md", "rules", Sections());

    [Fact]
    public void Comparison_HasARowForEachRule()
    {
        var rows = File.ReadAllLines(Path.Combine(Checkout.Root!.FullName, "docs", "lint.md"))
            .SkipWhile(line => line != "## What others find")
            .TakeWhile(line => line != "## On Argo's own examples")
            .Where(line => line.StartsWith("| REX", StringComparison.Ordinal))
            .Select(line => line[2..8]);

        rows.ShouldBe(Rules.Select(rule => rule.Description.Id));
    }

    private static string Sections()
    {
        var text = new StringBuilder("\n");
        foreach (var rule in Rules.Select(rule => rule.Description))
        {
            var broken = File.ReadAllLines(LintCorpus.Broken(rule.Id));
            var clean = File.ReadAllLines(LintCorpus.Clean(rule.Id));
            text.Append(CultureInfo.InvariantCulture, $"\n### {rule.Id} {rule.Name}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"*{rule.Severity}*: {rule.Title}.\n\n");
            text.Append(CultureInfo.InvariantCulture, $"**Why.** {rule.Behaviour}\nSource: {rule.Source}.\n\n");
            text.Append(CultureInfo.InvariantCulture, $"**Wrong**\n\n```yaml\n{Difference(broken, clean)}\n```\n\n");
            text.Append(CultureInfo.InvariantCulture, $"**Right.** {rule.Fix}\n\n```yaml\n{Difference(clean, broken)}\n```\n");
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The lines of a manifest that its twin has not, with some around.</summary>
    private static string Difference(string[] lines, string[] twin)
    {
        var same = lines.Zip(twin).TakeWhile(pair => pair.First == pair.Second).Count();
        var sameAtEnd = Math.Min(
            lines.Reverse().Zip(twin.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count(),
            Math.Min(lines.Length, twin.Length) - same
        );
        var shown = lines[Math.Max(same - Around, 0)..Math.Min(lines.Length - sameAtEnd + Around, lines.Length)];
        var indent = shown.Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', shown.Select(line => line[indent..]));
    }
}

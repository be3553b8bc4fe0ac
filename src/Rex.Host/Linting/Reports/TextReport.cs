using Rex.Host.Commands;

namespace Rex.Host.Linting.Reports;

/// <summary>Findings for people, one a line with its place first, so that editors and terminals find it.</summary>
internal static class TextReport
{
    /// <summary>Writes them, with how many there are.</summary>
    public static void Write(TextWriter output, LintReport report, bool inColour)
    {
        foreach (var finding in report.Findings)
        {
            output.WriteLine(
                $"{finding.File}:{finding.Position.Line}:{finding.Position.Column} {(inColour ? Coloured(finding.Rule) : finding.Rule.Level)} {finding.Rule.Id} {Printable.Of(finding.Message)}"
            );
            if (finding.Rule.Severity != Severity.Note)
            {
                output.WriteLine($"    fix: {finding.Rule.Fix}");
            }
        }

        output.WriteLine(
            $"{Count(report.Documents, "document")} in {Count(report.Files, "file")}: "
                + $"{Count(report.Count(Severity.Error), "error")}, {Count(report.Count(Severity.Warning), "warning")}, {Count(report.Count(Severity.Note), "note")}"
        );
    }

    private static string Count(int count, string of) => $"{count} {of}{(count == 1 ? "" : "s")}";

    private static string Coloured(RuleDescription rule)
    {
        var colour = rule.Severity switch
        {
            Severity.Error => 31,
            Severity.Warning => 33,
            _ => 36,
        };
        return $"\e[{colour}m{rule.Level}\e[0m";
    }
}

namespace Rex.Host.Linting.Reports;

/// <summary>Findings for people, one a line with its place first, so that editors and terminals find it.</summary>
internal static class TextReport
{
    /// <summary>Writes them, with how many there are.</summary>
    public static void Write(TextWriter output, LintReport report, bool inColour)
    {
        foreach (var finding in report.Findings)
        {
            var severity = finding.Rule.Severity;
            output.WriteLine(
                $"{finding.File}:{finding.Position.Line}:{finding.Position.Column} {Coloured(severity, inColour)} {finding.Rule.Id} {Printable(finding.Message)}"
            );
            if (severity != Severity.Note)
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

    private static string Coloured(Severity severity, bool inColour) =>
        (severity, inColour) switch
        {
            (Severity.Error, true) => "\e[31merror\e[0m",
            (Severity.Warning, true) => "\e[33mwarning\e[0m",
            (Severity.Note, true) => "\e[36mnote\e[0m",
            _ => severity.ToString().ToLowerInvariant(),
        };

    // A manifest's text may hold what a terminal takes for a command.
    private static string Printable(string message) =>
        string.Concat(message.Select(character => char.IsControl(character) ? ' ' : character));
}

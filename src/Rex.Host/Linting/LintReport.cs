namespace Rex.Host.Linting;

/// <summary>What a run found.</summary>
/// <param name="Findings">The findings, by file and place.</param>
/// <param name="Files">How many files were looked at.</param>
/// <param name="Documents">How many documents they held.</param>
internal sealed record LintReport(IReadOnlyList<Finding> Findings, int Files, int Documents)
{
    /// <summary>How bad the worst finding is; a note where there is none.</summary>
    public Severity Worst => Findings.Select(finding => finding.Rule.Severity).DefaultIfEmpty(Severity.Note).Max();

    /// <summary>How many findings are this bad.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Rule.Severity == severity);
}

using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting;

/// <summary>Has every rule look at every manifest.</summary>
internal sealed class Linter(IReadOnlyList<LintRule> rules)
{
    /// <summary>Looks at what was read.</summary>
    public LintReport Run(ManifestReader read)
    {
        var all = new ManifestSet(read.Manifests);
        var found = all.Manifests.SelectMany(manifest => rules.SelectMany(rule => rule.Check(manifest, all)));
        return new LintReport(
            [
                .. read
                    .Findings.Concat(found)
                    .OrderBy(finding => finding.File, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Position.Line)
                    .ThenBy(finding => finding.Position.Column)
                    .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
                    // A node that an alias repeats is one mistake.
                    .Distinct(),
            ],
            read.Files,
            read.Documents
        );
    }
}

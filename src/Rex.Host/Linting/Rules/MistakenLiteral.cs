using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A value of a filter that was meant as a text and is taken for a pattern.</summary>
internal sealed class MistakenLiteral()
    : LintRule(
        new RuleDescription
        {
            Id = "REX201",
            Name = "mistaken-literal",
            Severity = Severity.Error,
            Title = "the value does not match itself",
            Behaviour =
                "The values of a data filter on strings are regular expressions. 5DLabs-Rex[bot] matches 5DLabs-Rexb, 5DLabs-Rexo and 5DLabs-Rext, but not 5DLabs-Rex[bot]: every event is dropped, and answered 200.",
            Source = "argo-events, pkg/sensors/dependencies/filter.go, filterData; seen on Argo Events 1.9.11",
            Fix = "Put a backslash before each special character, and anchors around the whole: '^5DLabs-Rex\\[bot\\]$'.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        SensorFilters
            .Patterns(manifest)
            .Where(each => FilterPattern.IsMistakenLiteral(each.Value.Text!))
            .Select(each => At(manifest, each.Value, $"as a regular expression '{each.Value.Text}' does not match itself"));
}

using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A value of a filter that matches more than it says.</summary>
internal sealed class UnanchoredFilter()
    : LintRule(
        new RuleDescription
        {
            Id = "REX202",
            Name = "unanchored-filter",
            Severity = Severity.Warning,
            Title = "the value also matches inside of longer texts",
            Behaviour =
                "The values of a data filter on strings are regular expressions without anchors: main also lets refs/heads/maintenance pass, and a sender's name lets everybody pass whose name has it in it.",
            Source = "argo-events, pkg/sensors/dependencies/filter.go, filterData (regexp.Match)",
            Fix = "Put ^ before and $ behind it. One of them, or .* at both ends, says that a part is meant.",
        }
    )
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        SensorFilters
            .Patterns(manifest)
            .Where(each => !FilterPattern.IsBounded(each.Value.Text!) && !FilterPattern.IsMistakenLiteral(each.Value.Text!))
            .DistinctBy(each => each.Filter)
            .Select(each =>
                At(manifest, each.Value, $"'{each.Value.Text}' matches anywhere in {each.Filter.TextAt("path") ?? "the value"}")
            );
}

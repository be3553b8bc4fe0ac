using Rex.Host.Linting.Argo;
using Rex.Host.Linting.Manifests;

namespace Rex.Host.Linting.Rules;

/// <summary>A comparator that there is not, or that does nothing for the type.</summary>
internal sealed class RefusedComparator()
    : LintRule(
        new RuleDescription
        {
            Id = "REX203",
            Name = "refused-comparator",
            Severity = Severity.Error,
            Title = "the comparator is refused, or does nothing for the type",
            Behaviour =
                "Comparators are =, !=, <, <=, > and >=; with any other (~, =~, ==, regex, in, not in) the Sensor is refused. A string knows only = and !=: with the others no event ever passes. "
                + "A bool is always compared for equality: != is accepted and means =.",
            Source = "argo-events, pkg/reconciler/sensor/validate.go, validateComparator; pkg/sensors/dependencies/filter.go, filterData",
            Fix = "Use = or !=; a pattern needs no comparator of its own. For a bool name the value that is wanted.",
        }
    )
{
    private static readonly string[] Accepted = ["=", "!=", "<", "<=", ">", ">="];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Manifest manifest, ManifestSet all) =>
        from filter in SensorFilters.Data(manifest)
        let comparator = filter.TextAt("comparator")
        where comparator is not null
        let problem = Problem(comparator, filter.TextAt("type"))
        where problem is not null
        select At(manifest, filter["comparator"]!, problem);

    private static string? Problem(string comparator, string? type) =>
        (Accepted.Contains(comparator), type) switch
        {
            (false, _) => $"a Sensor with the comparator '{comparator}' is refused",
            (_, "string") when comparator is not ("=" or "!=") => $"no string passes the comparator '{comparator}'",
            (_, "bool") when comparator != "=" => $"a bool is compared for equality, whatever '{comparator}' says",
            _ => null,
        };
}

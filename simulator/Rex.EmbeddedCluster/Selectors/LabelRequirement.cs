using Rex.Embedded.Json;

namespace Rex.Embedded.Selectors;

/// <summary>One comma-separated part of a label selector.</summary>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyCollection<string> Values)
{
    public bool Matches(JsonMap? labels)
    {
        var value = labels?.Text(Key);
        return Operator switch
        {
            LabelOperator.In => value is not null && Values.Contains(value),
            LabelOperator.NotIn => value is null || !Values.Contains(value),
            LabelOperator.Exists => value is not null,
            LabelOperator.DoesNotExist => value is null,
            LabelOperator.GreaterThan => Compare(value) > 0,
            _ => Compare(value) < 0,
        };
    }

    private int Compare(string? value) =>
        long.TryParse(value, out var left) && long.TryParse(Values.First(), out var right) ? left.CompareTo(right) : 0;
}

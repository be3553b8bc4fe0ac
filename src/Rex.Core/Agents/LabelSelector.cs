namespace Rex.Core.Agents;

/// <summary>
/// Which objects of a list are meant, by their labels: all requirements must hold. There is always at least one, because a selector without any
/// selects everything.
/// </summary>
/// <remarks>
/// It is only ever built from typed requirements, never read from a text: what a payload or a label holds cannot add a requirement,
/// take one away or change its meaning.
/// </remarks>
public sealed class LabelSelector : IEquatable<LabelSelector>
{
    private readonly LabelRequirement[] requirements;

    private LabelSelector(LabelRequirement[] requirements) => this.requirements = requirements;

    /// <summary>The requirements, in the order they were given.</summary>
    public IReadOnlyList<LabelRequirement> Requirements => requirements;

    /// <summary>Makes a selector.</summary>
    /// <param name="requirements">At least one.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="ArgumentException">There is no requirement: such a selector would select everything.</exception>
    public static LabelSelector Of(params IEnumerable<LabelRequirement> requirements)
    {
        LabelRequirement[] all = [.. requirements];
        return all.Length > 0
            ? new LabelSelector(all)
            : throw new ArgumentException("A selector without requirements would select everything.", nameof(requirements));
    }

    /// <summary>Whether an object is meant.</summary>
    /// <param name="labels">All labels of the object.</param>
    /// <returns>What the API server would say.</returns>
    public bool Matches(IReadOnlyDictionary<string, string> labels) => Array.TrueForAll(requirements, one => one.Matches(labels));

    /// <summary>Whether both have the same requirements in the same order.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(LabelSelector? other) => other is not null && requirements.SequenceEqual(other.requirements);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSelector);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The selector as the API's query parameter <c>labelSelector</c> has it, not yet percent-encoded.</summary>
    /// <returns>For example <c>task-id=3,github-app in (5DLabs-Cleo,5DLabs-Tess)</c>.</returns>
    public override string ToString() => string.Join<LabelRequirement>(',', requirements);
}

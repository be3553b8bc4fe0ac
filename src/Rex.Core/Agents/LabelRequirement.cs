namespace Rex.Core.Agents;

/// <summary>One condition on one label. It is made by a factory that checks Kubernetes' rules, so that an invalid one cannot exist.</summary>
public sealed class LabelRequirement : IEquatable<LabelRequirement>
{
    private readonly string[] values;

    private LabelRequirement(string key, LabelOperator comparison, params string[] values)
    {
        if (!LabelSyntax.IsKey(key))
        {
            throw new ArgumentException($"'{key}' is no key of a label.", nameof(key));
        }

        Key = key;
        Operator = comparison;
        this.values = values;
    }

    /// <summary>The label's key.</summary>
    public string Key { get; }

    /// <summary>How it is compared.</summary>
    public LabelOperator Operator { get; }

    /// <summary>What it is compared with: one value for Equal, at least one for In and NotIn (in ordinal order, none twice), else none.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>The label has exactly this value.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="value">Its value; an empty one is a value too.</param>
    /// <returns>The requirement.</returns>
    /// <exception cref="ArgumentException">Kubernetes allows no such key or value.</exception>
    public static LabelRequirement Equal(string key, string value) => new(key, LabelOperator.Equal, Checked(value));

    /// <summary>The label has one of these values.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="values">At least one, none empty.</param>
    /// <returns>The requirement.</returns>
    /// <exception cref="ArgumentException">There is no value, or Kubernetes allows no such key or value.</exception>
    public static LabelRequirement In(string key, params IEnumerable<string> values) => new(key, LabelOperator.In, Set(values));

    /// <summary>The label is absent, or has none of these values.</summary>
    /// <param name="key">The label's key.</param>
    /// <param name="values">At least one, none empty.</param>
    /// <returns>The requirement.</returns>
    /// <exception cref="ArgumentException">There is no value, or Kubernetes allows no such key or value.</exception>
    public static LabelRequirement NotIn(string key, params IEnumerable<string> values) => new(key, LabelOperator.NotIn, Set(values));

    /// <summary>The label is there, with any value.</summary>
    /// <param name="key">The label's key.</param>
    /// <returns>The requirement.</returns>
    /// <exception cref="ArgumentException">Kubernetes allows no such key.</exception>
    public static LabelRequirement Exists(string key) => new(key, LabelOperator.Exists);

    /// <summary>The label is absent.</summary>
    /// <param name="key">The label's key.</param>
    /// <returns>The requirement.</returns>
    /// <exception cref="ArgumentException">Kubernetes allows no such key.</exception>
    public static LabelRequirement DoesNotExist(string key) => new(key, LabelOperator.DoesNotExist);

    /// <summary>Whether labels meet the requirement. Keys and values compare exactly.</summary>
    /// <param name="labels">All labels of an object.</param>
    /// <returns>What the API server would say.</returns>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            LabelOperator.Exists => has,
            LabelOperator.DoesNotExist => !has,
            LabelOperator.NotIn => !has || !values.Contains(value, StringComparer.Ordinal),
            _ => has && values.Contains(value, StringComparer.Ordinal),
        };
    }

    /// <summary>Whether both ask for the same in the same way.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(LabelRequirement? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelRequirement);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The requirement as the API's query parameter <c>labelSelector</c> has it.</summary>
    /// <returns>For example <c>github-app in (5DLabs-Cleo,5DLabs-Tess)</c>.</returns>
    public override string ToString() =>
        Operator switch
        {
            LabelOperator.Exists => Key,
            LabelOperator.DoesNotExist => $"!{Key}",
            LabelOperator.In => $"{Key} in ({string.Join(',', values)})",
            LabelOperator.NotIn => $"{Key} notin ({string.Join(',', values)})",
            _ => $"{Key}={values[0]}",
        };

    private static string Checked(string value) =>
        LabelSyntax.IsValue(value) ? value : throw new ArgumentException($"'{value}' is no value of a label.", nameof(value));

    private static string[] Set(IEnumerable<string> values)
    {
        string[] set = [.. values.Select(Checked).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        // An empty value alone would read "in ()", which the API server refuses.
        return set is [] or ["", ..]
            ? throw new ArgumentException("A set of label values needs values, and none may be empty.", nameof(values))
            : set;
    }
}

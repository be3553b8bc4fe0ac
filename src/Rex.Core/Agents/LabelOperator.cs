namespace Rex.Core.Agents;

/// <summary>How a requirement compares a label.</summary>
public enum LabelOperator
{
    /// <summary>The label has exactly this value: <c>key=value</c>.</summary>
    Equal,

    /// <summary>The label has one of these values: <c>key in (a,b)</c>.</summary>
    In,

    /// <summary>The label is absent, or has none of these values: <c>key notin (a,b)</c>.</summary>
    NotIn,

    /// <summary>The label is there, with any value: <c>key</c>.</summary>
    Exists,

    /// <summary>The label is absent: <c>!key</c>.</summary>
    DoesNotExist,
}

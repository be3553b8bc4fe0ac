namespace Rex.Embedded.Selectors;

/// <summary>How a label requirement compares; equality is a set with one value.</summary>
internal enum LabelOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
    GreaterThan,
    LessThan,
}

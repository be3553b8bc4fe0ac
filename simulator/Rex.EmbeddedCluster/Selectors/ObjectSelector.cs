using Rex.Embedded.Storage;

namespace Rex.Embedded.Selectors;

/// <summary>Which objects of a resource a list, watch or deletion is about.</summary>
/// <param name="Namespace">The namespace, or empty for all.</param>
/// <param name="Labels">The label selector.</param>
/// <param name="Fields">The field selector.</param>
internal sealed record ObjectSelector(string Namespace, LabelSelector Labels, FieldSelector Fields)
{
    public bool Matches(StoredObject obj) =>
        (Namespace.Length == 0 || obj.Key.Namespace == Namespace) && Labels.Matches(obj.Metadata.Labels) && Fields.Matches(obj);
}

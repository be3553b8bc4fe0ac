namespace Rex.Host.Linting.Access;

/// <summary>One thing that an account must be allowed to do.</summary>
/// <param name="Verb">The verb, as in a Role.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The resource's plural name.</param>
/// <param name="Namespace">Where; null where the files leave it to the overlay.</param>
internal sealed record Need(string Verb, string Group, string Resource, string? Namespace)
{
    /// <summary>As people write it.</summary>
    public override string ToString() => $"{Verb} {(Group.Length == 0 ? Resource : $"{Resource}.{Group}")}";
}

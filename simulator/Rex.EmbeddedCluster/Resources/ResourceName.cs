namespace Rex.Embedded.Resources;

/// <summary>A resource without its version, written <c>workflows.argoproj.io</c>, or <c>pods</c> in the group without a name.</summary>
internal readonly record struct ResourceName(string Group, string Plural)
{
    /// <inheritdoc/>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}

namespace Rex.Host.Linting.Access;

/// <summary>A ServiceAccount. Its namespace is null where the files leave it to the overlay.</summary>
internal readonly record struct Account(string? Namespace, string Name)
{
    /// <summary>Whether two names of a namespace can mean the same one.</summary>
    public static bool CanBeSame(string? left, string? right) => left is null || right is null || left == right;
}

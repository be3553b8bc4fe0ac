namespace Rex.Host.Linting.Manifests;

/// <summary>A place in a file; both count from one.</summary>
internal readonly record struct Position(int Line, int Column)
{
    /// <summary>The first character of a file.</summary>
    public static Position Start { get; } = new(1, 1);
}

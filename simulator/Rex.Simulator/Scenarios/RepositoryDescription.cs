namespace Rex.Simulator.Scenarios;

/// <summary>A repository.</summary>
internal sealed record RepositoryDescription
{
    /// <summary><c>owner/name</c>.</summary>
    public string Name { get; set; } = "";

    public long Id { get; set; }

    /// <summary>Whether Rex is told to watch it.</summary>
    public bool Watched { get; set; } = true;

    public string Owner => Name.Split('/')[0];

    public string ShortName => Name.Split('/')[^1];
}

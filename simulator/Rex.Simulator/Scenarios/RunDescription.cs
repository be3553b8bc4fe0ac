namespace Rex.Simulator.Scenarios;

/// <summary>An agent run that no main workflow of the scenario started.</summary>
internal sealed record RunDescription
{
    public string Name { get; set; } = "";

    /// <summary>The label <c>task-id</c>.</summary>
    public int Task { get; set; }

    /// <summary>The label <c>github-app</c>; none where empty (feedback runs have none).</summary>
    public string App { get; set; } = "";

    public string Repository { get; set; } = "acme/shop";

    /// <summary>The task whose main workflow the label <c>workflow-name</c> names; none where null.</summary>
    public Located<string>? Workflow { get; set; }

    /// <summary>The phase it has ended with; empty for one that runs.</summary>
    public string Finished { get; set; } = "";

    public string Service { get; set; } = "shop";

    /// <summary>What <c>spec.repositoryUrl</c> is: some installations write an address, some <c>owner/name</c>.</summary>
    public bool RepositoryAsUrl { get; set; } = true;
}

namespace Rex.Simulator.Scenarios;

/// <summary>A pull request that is there from the beginning.</summary>
internal sealed record PullRequestDescription
{
    /// <summary>The task whose repository it is in.</summary>
    public Located<string> Task { get; set; }

    /// <summary>Its number; that of the task's own pull request where 0, which its implementation then need not open.</summary>
    public long Number { get; set; }

    /// <summary>The branch that it is to merge; the task's where empty.</summary>
    public string Branch { get; set; } = "";

    /// <summary>The branch that it is to be merged into; GitHub allows one open pull request of the same two branches.</summary>
    public string Base { get; set; } = "main";

    public List<string> Labels { get; set; } = [];

    public bool Closed { get; set; }
}

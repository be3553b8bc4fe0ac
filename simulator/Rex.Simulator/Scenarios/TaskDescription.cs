namespace Rex.Simulator.Scenarios;

/// <summary>
/// A task: a branch, its main workflow, and the pull request that its implementation opens. Two of the same number and repository are one
/// task with two main workflows.
/// </summary>
internal sealed record TaskDescription
{
    /// <summary>What the rest of the scenario calls it; <c>task-N</c> unless said otherwise.</summary>
    public string Name { get; set; } = "";

    /// <summary>The task's number.</summary>
    public int Task { get; set; }

    public string Repository { get; set; } = "acme/shop";

    /// <summary>g1, g2 or g3: which play template its main workflow is made from.</summary>
    public string Generation { get; set; } = "g2";

    /// <summary>The branch, without <c>refs/heads/</c>; <c>feature/task-N</c> unless said otherwise.</summary>
    public string Branch { get; set; } = "";

    /// <summary>The label <c>repository</c> of its main workflow: <c>owner-name</c> unless said otherwise; <c>none</c> for none.</summary>
    public string RepositoryLabel { get; set; } = "";

    /// <summary>The parameter <c>repository</c> of its main workflow: <c>owner/name</c> unless said otherwise.</summary>
    public string RepositoryParameter { get; set; } = "";

    /// <summary>Whether nobody has started a main workflow for it.</summary>
    public bool WithoutWorkflow { get; set; }

    /// <summary>What must be so before its main workflow is started; from the beginning where empty.</summary>
    public List<Located<Condition>> Starts { get; set; } = [];

    public string Service { get; set; } = "shop";

    /// <summary>The pull request's number; 100 + the task's unless said otherwise.</summary>
    public long PullRequest { get; set; }

    /// <summary>Whether its implementation opens no pull request.</summary>
    public bool WithoutPullRequest { get; set; }

    /// <summary>Labels that the pull request has when it is opened.</summary>
    public List<string> Labels { get; set; } = [];

    /// <summary>How many tasks this stands for, numbered upwards from it.</summary>
    public int Count { get; set; } = 1;

    /// <summary>Whether every one of <see cref="Count"/> has a service of its own.</summary>
    public bool OwnServices { get; set; }

    /// <summary>Whether its agents set no label and open no pull request: it stays where its first agent leaves it.</summary>
    public bool Silent { get; set; }

    /// <summary>Whether it is of the scenario's pushes; a bystander must stay as it would without Rex.</summary>
    public bool Bystander { get; set; }
}

namespace Rex.Simulator.Scenarios;

/// <summary>What is there before anything is delivered.</summary>
internal sealed record WorldDescription
{
    public List<RepositoryDescription> Repositories { get; set; } = [new() { Name = "acme/shop", Id = 1296269123 }];

    public List<TaskDescription> Tasks { get; set; } = [];

    /// <summary>Pull requests that are there from the beginning.</summary>
    public List<PullRequestDescription> PullRequests { get; set; } = [];

    /// <summary>Agent runs beside those that the main workflows start.</summary>
    public List<RunDescription> Runs { get; set; } = [];

    public AgentDescription Agents { get; set; } = new();

    /// <summary>How late the cluster's garbage collector takes up what happens. A CodeRun controller that is faster can leave pods orphaned.</summary>
    public TimeSpan GarbageCollection { get; set; }

    public ControllerDescription Controller { get; set; } = new();

    public GitHubDescription GitHub { get; set; } = new();

    /// <summary>Play templates that are written otherwise.</summary>
    public List<TemplateDescription> Templates { get; set; } = [];

    /// <summary>Script steps that do something else than usual.</summary>
    public List<ScriptDescription> Scripts { get; set; } = [];

    /// <summary>Events of gates that come late or never.</summary>
    public List<GateEventDescription> GateEvents { get; set; } = [];
}
